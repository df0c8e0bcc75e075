package dev.approvals.core.seal;

import dev.approvals.core.capture.LikenessKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a durable store: a current key that writes, and older ones by which rows written before are still read.
 *
 * <p>Each key gives three, derived by HKDF-SHA-256 (RFC 5869): for the likeness of calls, for the seals of rows, for
 * encryption. Every process on one store has the same keys; whoever has the database must not have them. Immutable; its text
 * form tells the ids only.
 */
public final class StoreKeys {
    /** The environment variable that {@link #fromEnvironment()} reads. */
    public static final String VARIABLE = "APPROVALS_KEY";

    /** How to make a key, in words for an error message. */
    public static final String HOW_TO = "make one with: export " + VARIABLE
            + "=\"k1:$(openssl rand -base64 32)\", and keep it where your other secrets"
            + " are, the same for every process; to change keys, write the new one in front: k2:...,k1:...";

    private static final int FEWEST_BYTES = 32;
    /** Shorter than a secret in any usual notation, so that one never passes for an id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private static final byte[] SALT = ascii("approvals store keys, version 1");

    /** What a key is for. */
    enum Purpose {
        LIKENESS("likeness"),
        ROW_SEAL("row seal"),
        PAYLOAD("payload");

        /** Stands in what keys are derived by: change it, and nothing written before can be read. */
        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /** By id, the newest first; each as HKDF extracted it. */
    private final Map<String, byte[]> keys;

    private StoreKeys(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * One key.
     *
     * @param id tells this key from an earlier or a later one: up to 32 letters, digits, dots, dashes and underscores
     * @param secret at least 32 random bytes; not kept
     * @return the keys
     * @throws IllegalArgumentException if the id or the secret is of another form
     */
    public static StoreKeys of(String id, byte[] secret) {
        return new StoreKeys(Map.of()).andOlder(id, secret);
    }

    /**
     * With a key that reads what was written before, and writes nothing.
     *
     * @param id as in {@link #of}
     * @param secret as in {@link #of}
     * @return these keys and the older one
     * @throws IllegalArgumentException if the id or the secret is of another form, or a key with this id is there
     */
    public StoreKeys andOlder(String id, byte[] secret) {
        return with("the key", id, secret);
    }

    private StoreKeys with(String which, String id, byte[] secret) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "the id of " + which + " must be up to 32 letters, digits, '.', '_' and '-'");
        }
        if (secret.length < FEWEST_BYTES) {
            throw new IllegalArgumentException(which + " has " + secret.length + " bytes: give at least " + FEWEST_BYTES
                    + " random ones; " + HOW_TO);
        }
        Map<String, byte[]> more = new LinkedHashMap<>(keys);
        if (more.put(id, Hmac.extract(SALT, secret)) != null) {
            throw new IllegalArgumentException("two keys have the id of " + which + ": give each an id of its own");
        }
        return new StoreKeys(more);
    }

    /**
     * Reads keys from text.
     *
     * @param text keys as {@code id:base64}, with commas between them, the newest first
     * @return the keys
     * @throws IllegalArgumentException if the text is of another form; the message says where, and tells nothing of it
     */
    public static StoreKeys parse(String text) {
        StoreKeys keys = new StoreKeys(Map.of());
        List<String> entries = List.of(text.split(",", -1));
        for (int i = 0; i < entries.size(); i++) {
            keys = keys.with("key " + (i + 1) + " of " + entries.size(), entries.get(i));
        }
        return keys;
    }

    private StoreKeys with(String which, String entry) {
        String[] parts = entry.strip().split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(which + " is not of the form id:base64; " + HOW_TO);
        }
        return with(which, parts[0], decoded(which, parts[1]));
    }

    private static byte[] decoded(String which, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes from the secret.
            throw new IllegalArgumentException("what follows the id of " + which + " is not base64; " + HOW_TO);
        }
    }

    /**
     * Reads the keys of this process from the environment variable {@link #VARIABLE}, as {@link #parse} does.
     *
     * @return the keys
     * @throws IllegalStateException if the variable is not set, or is of another form; the message says how to make a key
     */
    public static StoreKeys fromEnvironment() {
        return fromEnvironment(System.getenv(VARIABLE));
    }

    static StoreKeys fromEnvironment(@Nullable String variable) {
        if (variable == null || variable.isBlank()) {
            throw new IllegalStateException(
                    "a durable store needs a key, and the environment variable " + VARIABLE + " is not set: " + HOW_TO);
        }
        try {
            return parse(variable);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the environment variable " + VARIABLE + ": " + e.getMessage(), e);
        }
    }

    /** {@return a key that only this process knows, for a store that ends with it} */
    public static StoreKeys random() {
        byte[] secret = new byte[FEWEST_BYTES];
        new SecureRandom().nextBytes(secret);
        return of("memory", secret);
    }

    /** {@return the id of the key that writes} */
    public String currentId() {
        return keys.keySet().iterator().next();
    }

    /**
     * The key under which calls are compared for sameness. Another current key is another likeness: what was denied or is
     * pending under the one before is not recognised.
     *
     * @return the key
     */
    public LikenessKey likenessKey() {
        return LikenessKey.of(currentId(), derived(currentId(), Purpose.LIKENESS));
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    Set<String> ids() {
        return keys.keySet();
    }

    /** The key of one id for one purpose. */
    byte[] derived(String id, Purpose purpose) {
        byte[] key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(missing(id));
        }
        return Hmac.expand(key, ascii("approvals " + purpose.label + " key, version 1"), Hmac.BYTES);
    }

    String missing(String id) {
        return "the key " + (isId(id) ? id : "with an unreadable id") + " is missing; there are "
                + String.join(", ", ids()) + ": add it as an older one, in " + VARIABLE + " after the others";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "StoreKeys" + ids();
    }
}
