package dev.approvals.http.oidc;

import java.time.Instant;

/** What a token must be beside genuine, unexpired and of its issuer. */
@FunctionalInterface
interface TokenRules {

    /**
     * Judges a token whose signature, issuer and times hold.
     *
     * @throws RefusedTokenException if it must not be taken
     */
    void check(SignedToken token, Claims claims, Instant now) throws RefusedTokenException;
}
