package dev.approvals.http.oidc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which ID token answers one sign-in.
 *
 * @param client our own id at the provider
 * @param nonce what we sent along
 * @param asked how fresh the sign-in was asked to be
 * @param skew how far the provider's clock may be off
 */
record IdTokenRules(String client, String nonce, Optional<Duration> asked, Duration skew) implements TokenRules {

    private static final Set<String> TYPES = Set.of("", "jwt", "id+jwt");

    @Override
    public void check(SignedToken token, Claims claims, Instant now) throws RefusedTokenException {
        if (!TYPES.contains(token.type())) {
            throw new RefusedTokenException("its type says that it is no ID token");
        }
        List<String> audiences = claims.texts("aud");
        if (!audiences.contains(client)) {
            throw new RefusedTokenException("it is for another client");
        }
        Optional<String> party = claims.text("azp");
        if (party.isPresent() ? !party.get().equals(client) : audiences.size() > 1) {
            throw new RefusedTokenException("it was issued to another client (azp)");
        }
        if (!claims.text("nonce").equals(Optional.of(nonce))) {
            throw new RefusedTokenException("its nonce is not the one of this sign-in");
        }
        if (claims.time("iat").isEmpty()) {
            throw new RefusedTokenException("it does not say when it was issued (no iat)");
        }
        checkFreshness(claims, now);
    }

    private void checkFreshness(Claims claims, Instant now) throws RefusedTokenException {
        Optional<Instant> signedIn = claims.time("auth_time");
        if (asked.isPresent()
                && (signedIn.isEmpty()
                        || signedIn.get().plus(asked.get()).plus(skew).isBefore(now))) {
            throw new RefusedTokenException("the provider was asked for a sign-in within " + asked.get()
                    + " and answered with an older one, or without saying when it was (auth_time)");
        }
    }
}
