package dev.approvals.core.seal;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256, and keys derived by it as RFC 5869 says (HKDF). */
final class Hmac {
    static final String ALGORITHM = "HmacSHA256";
    /** How many bytes it gives. */
    static final int BYTES = 32;

    private Hmac() {}

    static byte[] of(byte[] key, byte[] message) {
        return of(new SecretKeySpec(key, ALGORITHM), message);
    }

    static byte[] of(Key key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256, but not this one", e);
        }
    }

    /** HKDF's first step: an even key from a secret. An empty salt stands for as many zeros as the hash has bytes. */
    static byte[] extract(byte[] salt, byte[] secret) {
        return of(salt.length == 0 ? new byte[BYTES] : salt, secret);
    }

    /** HKDF's second step: a key for one purpose. */
    static byte[] expand(byte[] key, byte[] purpose, int bytes) {
        byte[] out = new byte[bytes];
        byte[] block = new byte[0];
        for (int at = 0, count = 1; at < bytes; at += BYTES, count++) {
            byte[] input = Arrays.copyOf(block, block.length + purpose.length + 1);
            System.arraycopy(purpose, 0, input, block.length, purpose.length);
            input[input.length - 1] = (byte) count;
            block = of(key, input);
            System.arraycopy(block, 0, out, at, Math.min(BYTES, bytes - at));
        }
        return out;
    }
}
