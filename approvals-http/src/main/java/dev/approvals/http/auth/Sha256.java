package dev.approvals.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: secrets of 128 random bits and more are kept as their digest only. */
public final class Sha256 {

    private Sha256() {}

    /**
     * The digest of bytes.
     *
     * @param bytes the bytes
     * @return 32 bytes
     */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The digest of a text in UTF-8.
     *
     * @param text the text
     * @return the digest in hex
     */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
