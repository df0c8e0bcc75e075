package dev.approvals.core.capture;

import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secret under which calls are compared for sameness. Immutable; its text form does not tell the secret. */
public final class LikenessKey {
    /** The HMAC of the likeness digest. */
    static final String ALGORITHM = "HmacSHA256";

    private static final int FEWEST_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final SecretKey secret;

    private LikenessKey(String id, SecretKey secret) {
        this.id = id;
        this.secret = secret;
    }

    /**
     * A key that several processes share.
     *
     * @param id tells this key from an earlier or a later one: up to 64 letters, digits, dots, dashes and underscores
     * @param secret at least 32 random bytes; copied
     * @return the key
     * @throws IllegalArgumentException if the id or the secret is of another form
     */
    public static LikenessKey of(String id, byte[] secret) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a likeness key is up to 64 letters, digits, '.', '_' and '-'");
        }
        if (secret.length < FEWEST_BYTES) {
            throw new IllegalArgumentException("the likeness key " + id + " has " + secret.length
                    + " bytes: give at least " + FEWEST_BYTES + " random ones");
        }
        return new LikenessKey(id, new SecretKeySpec(secret, ALGORITHM));
    }

    /**
     * A key that only this process knows.
     *
     * @param id as in {@link #of}
     * @param random where the secret comes from
     * @return the key
     */
    public static LikenessKey random(String id, SecureRandom random) {
        byte[] secret = new byte[FEWEST_BYTES];
        random.nextBytes(secret);
        return of(id, secret);
    }

    /** {@return what tells this key from others} */
    public String id() {
        return id;
    }

    SecretKey secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "LikenessKey[" + id + "]";
    }
}
