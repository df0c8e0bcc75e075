package dev.approvals.http.login;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets: 256 random bits, in base64url. */
final class RandomText {

    private static final int BYTES = 32;

    private final SecureRandom random;

    RandomText(SecureRandom random) {
        this.random = random;
    }

    String next() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
