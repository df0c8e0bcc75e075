package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first that finds a person, where no other one finds somebody else. */
record AnyOf(List<ReviewerAuthenticator> authenticators) implements ReviewerAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(AnyOf.class);

    @Override
    public Optional<SignedIn> authenticate(Request request) {
        List<SignedIn> found = new ArrayList<>();
        for (ReviewerAuthenticator authenticator : authenticators) {
            try {
                authenticator.authenticate(request).ifPresent(found::add);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} failed, so {} is a stranger",
                        authenticator.getClass().getName(),
                        request,
                        e);
                return Optional.empty();
            }
        }
        List<Principal> accounts =
                found.stream().map(SignedIn::account).distinct().toList();
        if (accounts.size() > 1) {
            LOG.warn("{} is a stranger: it brings credentials of {} accounts", request, accounts.size());
            return Optional.empty();
        }
        return found.stream().findFirst();
    }

    @Override
    public boolean holds(Credential credential) {
        return authenticators.stream().allMatch(authenticator -> authenticator.holds(credential));
    }
}
