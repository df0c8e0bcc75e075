package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Request;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Knows people whom the servlet container has authenticated ({@code getUserPrincipal}).
 *
 * <p>The container's name of a user is taken as the subject, so it must never be given to another person.
 *
 * @param issuer who vouches, as the directory knows it
 * @param assurance how well the container knows its users; never stepped up
 */
public record ContainerAuthenticator(String issuer, Assurance assurance) implements ReviewerAuthenticator {

    /** Checks the components. */
    public ContainerAuthenticator {
        Subjects.issuer(issuer);
        if (assurance == Assurance.STEP_UP) {
            throw new IllegalArgumentException("A container does not say when and how somebody signed in, so nobody has"
                    + " stepped up there: use IDENTITY_PROVIDER");
        }
    }

    /**
     * Users of a container that asks an identity provider.
     *
     * @param issuer who vouches, as the directory knows it, such as {@code container:intranet}
     * @return the authenticator
     */
    public static ContainerAuthenticator of(String issuer) {
        return new ContainerAuthenticator(issuer, Assurance.IDENTITY_PROVIDER);
    }

    @Override
    public Optional<SignedIn> authenticate(Request request) {
        return request.peer()
                .user()
                .map(java.security.Principal::getName)
                .filter(Subjects::isFit)
                .map(this::signedIn);
    }

    private SignedIn signedIn(String user) {
        Principal account = new Principal(issuer, user);
        Credential credential =
                new Credential(Credential.Means.CONTAINER, Map.of("issuer", issuer), account.toString(), Instant.MAX);
        return new SignedIn(new Reviewer(account, assurance), credential, Optional.of(user));
    }
}
