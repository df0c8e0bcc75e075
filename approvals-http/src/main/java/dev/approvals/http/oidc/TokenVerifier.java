package dev.approvals.http.oidc;

import java.time.Instant;
import java.util.Optional;

/** Verifies tokens of one provider; what costs little is looked at first. Thread-safe. */
final class TokenVerifier {

    private final Settings settings;
    private final ProviderKeys keys;

    TokenVerifier(Settings settings, ProviderKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    VerifiedToken verify(String compact, TokenRules rules) throws RefusedTokenException, ProviderException {
        SignedToken token = SignedToken.parse(compact);
        if (!settings.algorithms().contains(token.algorithm())) {
            throw new RefusedTokenException("its algorithm is not one of " + settings.algorithms());
        }
        Claims claims = new Claims(token.claims());
        // A token of somebody else, or an old one, is not worth a signature check or a look at the provider.
        Instant now = settings.clock().instant();
        checkIssuer(claims);
        Instant expiresAt = checkTimes(claims, now);
        rules.check(token, claims, now);
        token.verify(keys.find(token.algorithm(), token.keyId()));
        return VerifiedTokens.of(compact, token, claims, settings, expiresAt);
    }

    private void checkIssuer(Claims claims) throws RefusedTokenException {
        Optional<String> issuer = claims.text("iss");
        if (!issuer.equals(Optional.of(settings.issuer()))) {
            throw new RefusedTokenException("its issuer is not " + settings.issuer());
        }
    }

    private Instant checkTimes(Claims claims, Instant now) throws RefusedTokenException {
        Instant expiresAt =
                claims.time("exp").orElseThrow(() -> new RefusedTokenException("it never expires (no exp)"));
        if (!now.isBefore(expiresAt.plus(settings.skew()))) {
            throw new RefusedTokenException("it expired at " + expiresAt + ", and it is " + now);
        }
        checkNotLater("nbf", "is not valid before", claims, now);
        checkNotLater("iat", "was issued at", claims, now);
        checkNotLater("auth_time", "says its holder signed in at", claims, now);
        return expiresAt;
    }

    private void checkNotLater(String name, String how, Claims claims, Instant now) throws RefusedTokenException {
        Optional<Instant> time = claims.time(name);
        if (time.isPresent() && time.get().isAfter(now.plus(settings.skew()))) {
            throw new RefusedTokenException("it " + how + " " + time.get() + ", and it is " + now);
        }
    }
}
