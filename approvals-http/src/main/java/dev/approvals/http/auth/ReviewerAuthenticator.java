package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import java.util.List;
import java.util.Optional;

/** Says which person a request comes from. Called from many threads at once. */
@FunctionalInterface
public interface ReviewerAuthenticator {

    /**
     * Looks for a credential of this kind and judges it. Why one is refused goes to the log, without any part of it: a
     * stranger is told the same in any case.
     *
     * @param request the request
     * @return the person, or empty for a stranger
     */
    Optional<SignedIn> authenticate(Request request);

    /**
     * Tells whether a credential that was accepted still holds, without counting that as its use: to be asked again and
     * again while a stream stays open. That its time is over is for the asker to see ({@link Credential#until}).
     *
     * @param credential the credential
     * @return whether it was not taken back meanwhile
     */
    default boolean holds(Credential credential) {
        return true;
    }

    /**
     * Takes whichever of several credentials a request has. A request that names two accounts comes from nobody.
     *
     * @param authenticators one for each kind
     * @return all of them
     */
    static ReviewerAuthenticator anyOf(List<? extends ReviewerAuthenticator> authenticators) {
        return new AnyOf(List.copyOf(authenticators));
    }
}
