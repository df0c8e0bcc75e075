package dev.approvals.http.oidc;

import dev.approvals.call.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Makes {@link VerifiedToken}s of what was verified. */
final class VerifiedTokens {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ID = 200;

    private VerifiedTokens() {}

    static VerifiedToken of(String compact, SignedToken token, Claims claims, Settings settings, Instant expiresAt)
            throws RefusedTokenException {
        return new VerifiedToken(
                new Principal(settings.issuer(), claims.subject()),
                new VerifiedToken.Proof(
                        token.algorithm().getName(),
                        token.keyId().map(id -> cut(id, LONGEST_ID)),
                        claims.text("jti").map(id -> cut(id, LONGEST_ID)),
                        sha256(compact)),
                new VerifiedToken.Freshness(claims.time("auth_time"), claims.text("acr")),
                expiresAt,
                new VerifiedToken.Names(displayName(claims), claims.texts(settings.groupsClaim()), client(claims)));
    }

    static Optional<String> client(Claims claims) throws RefusedTokenException {
        Optional<String> client = claims.text("client_id");
        return (client.isPresent() ? client : claims.text("azp")).filter(name -> !name.isBlank());
    }

    private static Optional<String> displayName(Claims claims) throws RefusedTokenException {
        Optional<String> name = claims.text("name").filter(text -> !text.isBlank());
        return (name.isPresent() ? name : claims.text("preferred_username")).map(text -> cut(text, LONGEST_NAME));
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static String sha256(String compact) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(compact.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
