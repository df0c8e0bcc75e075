package dev.approvals.core.capture;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/**
 * The two digests of a call, over its real values.
 *
 * <p>The binding digest is what a vote is about: everything counts, and the salt keeps it from being guessed back. The
 * likeness digest tells whether a call was seen before: it leaves out the agent's reason, has no salt, and takes maps and
 * sets as equal whatever their order. Texts count as they are, not normalised: two texts that look alike are two.
 */
public final class Digests {
    /** How many random bytes a call's salt has. */
    public static final int SALT_BYTES = 16;

    private static final String BINDING = "approvals binding digest, version 1";
    private static final String LIKENESS = "approvals likeness digest, version 1";

    private Digests() {}

    /**
     * The digest that binds a decision to a call.
     *
     * @param salt 16 random bytes, drawn once for the call and kept with it
     * @param header what else is covered
     * @param payload the real arguments
     * @return SHA-256 as 64 hexadecimal digits
     * @throws IllegalArgumentException if the salt has another length, or a value is masked
     */
    public static String binding(byte[] salt, CallHeader header, Payload payload) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes, not " + salt.length);
        }
        CanonicalForm form = CanonicalForm.binding().text(BINDING).blob(salt);
        write(header, payload.values(), form);
        try {
            return hex(MessageDigest.getInstance("SHA-256").digest(form.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256, but not this one", e);
        }
    }

    /**
     * The digest that is the same for two calls that ask for the same.
     *
     * @param key the key; two digests compare only under one key
     * @param header what else must be the same
     * @param payload the real arguments
     * @return the key's id, a colon, and HMAC-SHA-256 as 64 hexadecimal digits
     * @throws IllegalArgumentException if a value is masked
     */
    public static String likeness(LikenessKey key, CallHeader header, Payload payload) {
        CanonicalForm form = CanonicalForm.likeness().text(LIKENESS).text(key.id());
        List<NamedValue> values =
                payload.values().stream().filter(value -> !value.reason()).toList();
        write(header, values, form);
        try {
            Mac mac = Mac.getInstance(LikenessKey.ALGORITHM);
            mac.init(key.secret());
            return key.id() + ":" + hex(mac.doFinal(form.bytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256, but not this one", e);
        }
    }

    private static void write(CallHeader header, List<NamedValue> values, CanonicalForm form) {
        header.writeTo(form);
        form.count(values.size());
        values.forEach(value -> form.text(value.name()).text(value.type()).value(value.value()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
