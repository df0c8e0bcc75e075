package dev.approvals.http.login;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Credential;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.auth.TokenReviewer;
import dev.approvals.http.oidc.VerifiedToken;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One person's session in one browser.
 *
 * @param digest the digest of the cookie's value, which is kept nowhere
 * @param holder whose it is
 * @param startedAt when it began
 * @param usedAt when it was last used
 */
record Session(String digest, Holder holder, Instant startedAt, Instant usedAt) {

    /** Whose a session is. */
    sealed interface Holder {

        /** {@return the account} */
        Principal account();

        /** {@return the person, as well known as they are now} */
        SignedIn signedIn(Session session, Instant until);
    }

    /**
     * Somebody who signed in at the provider.
     *
     * @param token what it vouched for
     * @param reviewers says how well that makes the person known
     */
    record ByProvider(VerifiedToken token, TokenReviewer reviewers) implements Holder {
        @Override
        public Principal account() {
            return token.account();
        }

        @Override
        public SignedIn signedIn(Session session, Instant until) {
            Map<String, String> facts = new TreeMap<>(TokenReviewer.facts(token));
            facts.put("session", "sha256:" + session.digest());
            facts.put("signedInAt", session.startedAt().toString());
            return reviewers.signedIn(token, new Credential(Credential.Means.SESSION, facts, session.digest(), until));
        }
    }

    /**
     * Whoever was given the one-time token of this process.
     *
     * @param account the account it stands for
     */
    record ByOneTimeToken(Principal account) implements Holder {
        @Override
        public SignedIn signedIn(Session session, Instant until) {
            Map<String, String> facts = Map.of(
                    "session",
                    "sha256:" + session.digest(),
                    "signedInAt",
                    session.startedAt().toString());
            return new SignedIn(
                    new Reviewer(account, Assurance.ASSERTED_IN_PROCESS),
                    new Credential(Credential.Means.ONE_TIME, facts, session.digest(), until),
                    Optional.of(account.subject()));
        }
    }

    Session usedAt(Instant now) {
        return new Session(digest, holder, startedAt, now);
    }
}
