package dev.approvals.journal.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One SHA-256 hash. Immutable. */
public final class Hash {

    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    /** How many characters {@link #base64Url()} has. */
    public static final int TEXT_LENGTH = 43;

    /** What stands before the first line of a log: 32 bytes of zero. */
    public static final Hash NONE = new Hash(new byte[LENGTH]);

    private static final int SHORT_LENGTH = 16;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final byte[] bytes;

    /** Takes the array over. */
    Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A hash of its bytes.
     *
     * @param bytes 32 bytes, copied
     * @return the hash
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A SHA-256 hash has 32 bytes; got " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /**
     * A hash of its text.
     *
     * @param text 43 characters base64url without padding, or base64 with or without it, or 64 characters hex
     * @return the hash
     * @throws IllegalArgumentException if it is none of these, or one of several texts of the same bytes
     */
    public static Hash parse(String text) {
        if (text.length() == 2 * LENGTH) {
            return of(HexFormat.of().parseHex(text));
        }
        String unpadded = text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
        String url = unpadded.replace('+', '-').replace('/', '_');
        Hash hash = of(Base64.getUrlDecoder().decode(url));
        if (!hash.base64Url().equals(url)) {
            throw new IllegalArgumentException("\"" + text + "\" is not how a hash is written");
        }
        return hash;
    }

    /** {@return its 32 bytes, copied} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return its bytes themselves, not to be changed} */
    byte[] shared() {
        return bytes;
    }

    /** {@return 43 characters of base64url without padding, as in a line} */
    public String base64Url() {
        return URL.encodeToString(bytes);
    }

    /** {@return {@link #base64Url()} as bytes of ASCII} */
    public byte[] ascii() {
        return URL.encode(bytes);
    }

    /** {@return 44 characters of base64, as in a checkpoint} */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@return 64 characters} */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the first 96 bits, as on an approval card: 16 characters} */
    public String abbreviated() {
        return base64Url().substring(0, SHORT_LENGTH);
    }

    /**
     * Compares with a hash that somebody wrote down.
     *
     * @param text the whole hash in any of its forms, or at least its first 16 characters of base64url
     * @return whether it is this hash
     */
    public boolean matches(String text) {
        Objects.requireNonNull(text, "text");
        return (text.length() >= SHORT_LENGTH && base64Url().startsWith(text))
                || text.equals(base64())
                || text.equalsIgnoreCase(hex());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64Url();
    }
}
