package dev.approvals.journal.note;

import dev.approvals.journal.tree.Hasher;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures of one Ed25519 key: the verifier key of a signed note, written {@code name+hash+key}. Immutable.
 */
public final class NoteKey {

    /** Marks Ed25519 in a key and in its id. */
    static final byte ED25519 = 1;

    private static final int RAW_LENGTH = 32;
    /** What X.509 puts before the 32 bytes of an Ed25519 key. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Pattern TEXT = Pattern.compile("([^+\\s]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");

    private final String name;
    private final byte[] raw;
    private final byte[] id;

    private NoteKey(String name, byte[] raw) {
        this.name = name;
        this.raw = raw;
        this.id = id(name, raw);
    }

    /**
     * A key of the JDK's.
     *
     * @param name the key's name: not empty, without spaces and plus signs
     * @param key an Ed25519 key
     * @return the verifier key
     * @throws IllegalArgumentException if the name or the key does not serve
     */
    public static NoteKey of(String name, PublicKey key) {
        Objects.requireNonNull(name, "name");
        byte[] encoded = key.getEncoded();
        if (!name.matches("[^+\\s\\p{Zs}\\p{Cc}]+")) {
            throw new IllegalArgumentException("A key's name has no spaces and no +; got \"" + name + "\"");
        }
        if (encoded.length != X509.length + RAW_LENGTH
                || !Arrays.equals(encoded, 0, X509.length, X509, 0, X509.length)) {
            throw new IllegalArgumentException("A note is signed with Ed25519; got " + key.getAlgorithm());
        }
        return new NoteKey(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
    }

    /**
     * Reads a key.
     *
     * @param text {@code name+hash+key}
     * @return the key
     * @throws IllegalArgumentException if it is not a key, or the hash is another key's
     */
    public static NoteKey parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text.strip()
                    + "\" is no verifier key; one reads name+hash+key, such as the journal's key.pub");
        }
        byte[] key = Base64.getDecoder().decode(matcher.group(3));
        if (key.length != RAW_LENGTH + 1 || key[0] != ED25519) {
            throw new IllegalArgumentException("The key " + matcher.group(1) + " is not an Ed25519 key");
        }
        NoteKey parsed = new NoteKey(matcher.group(1), Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.hash().equals(matcher.group(2))) {
            throw new IllegalArgumentException("The key " + parsed.name + " does not have the hash " + matcher.group(2)
                    + " but " + parsed.hash() + ": a part of it was changed");
        }
        return parsed;
    }

    private static byte[] id(String name, byte[] raw) {
        MessageDigest sha256 = Hasher.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(ED25519);
        return Arrays.copyOf(sha256.digest(raw), 4);
    }

    /** {@return the key's name} */
    public String name() {
        return name;
    }

    /** {@return the key's id: 8 characters} */
    public String hash() {
        return HexFormat.of().formatHex(id);
    }

    byte[] id() {
        return id.clone();
    }

    /**
     * Checks a signature.
     *
     * @param text what was signed
     * @param signature the signature
     * @return whether this key made it of this text
     */
    public boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(text);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            // Not even of the form of a signature, or of a key: it proves nothing.
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509, X509.length + RAW_LENGTH);
        System.arraycopy(raw, 0, encoded, X509.length, RAW_LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    /** {@return {@code name+hash+key}, which {@link #parse} reads} */
    @Override
    public String toString() {
        byte[] typed = new byte[RAW_LENGTH + 1];
        typed[0] = ED25519;
        System.arraycopy(raw, 0, typed, 1, RAW_LENGTH);
        return name + "+" + hash() + "+" + Base64.getEncoder().encodeToString(typed);
    }
}
