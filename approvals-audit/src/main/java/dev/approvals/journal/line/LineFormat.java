package dev.approvals.journal.line;

import dev.approvals.journal.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fixed beginning of a line: an object whose first three names are {@code v}, which is 1, {@code seq}, a number, and
 * {@code prev}, a hash, without any space. All that a verifier of the chain needs to know of a line.
 */
public final class LineFormat {

    /** The most bytes a line has, without its line end: what an entry of a C2SP log may have. */
    public static final int LONGEST = 65_535;

    /** The most bytes the fixed beginning has. */
    public static final int LONGEST_PREFIX;

    private static final byte[] SEQ = ascii("{\"v\":1,\"seq\":");
    private static final byte[] PREV = ascii(",\"prev\":\"");
    private static final byte[] END = ascii("\",");
    private static final int MOST_DIGITS = 19;

    static {
        LONGEST_PREFIX = SEQ.length + MOST_DIGITS + PREV.length + Hash.TEXT_LENGTH + END.length;
    }

    private LineFormat() {}

    /**
     * What the beginning says.
     *
     * @param seq the line's place in the log, from 0
     * @param prev the hash of the line before
     */
    public record Prefix(long seq, Hash prev) {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes the beginning of a line.
     *
     * @param seq the line's place in the log
     * @param prev the hash of the line before
     * @return its bytes
     */
    public static byte[] prefix(long seq, Hash prev) {
        byte[] digits = ascii(Long.toString(seq));
        byte[] hash = prev.ascii();
        byte[] prefix = new byte[SEQ.length + digits.length + PREV.length + hash.length + END.length];
        int at = 0;
        for (byte[] part : new byte[][] {SEQ, digits, PREV, hash, END}) {
            System.arraycopy(part, 0, prefix, at, part.length);
            at += part.length;
        }
        return prefix;
    }

    /**
     * Reads the beginning of a line, byte for byte: what is written otherwise is no line, even if it means the same.
     *
     * @param bytes where the line stands
     * @param offset where it begins
     * @param length how long it is
     * @return the beginning, or empty if it is not a line's
     */
    public static Optional<Prefix> read(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int digits = offset + SEQ.length;
        int at = digits;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        int prev = at + PREV.length;
        boolean whole = at > digits
                && prev + Hash.TEXT_LENGTH + END.length < end
                && isAt(SEQ, bytes, offset)
                && isAt(PREV, bytes, at)
                && isAt(END, bytes, prev + Hash.TEXT_LENGTH)
                && bytes[end - 1] == '}';
        return whole ? parse(text(bytes, digits, at), text(bytes, prev, prev + Hash.TEXT_LENGTH)) : Optional.empty();
    }

    private static boolean isAt(byte[] part, byte[] bytes, int at) {
        for (int i = 0; i < part.length; i++) {
            if (bytes[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static Optional<Prefix> parse(String digits, String prev) {
        try {
            Prefix prefix = new Prefix(Long.parseLong(digits), Hash.parse(prev));
            boolean asWritten = Long.toString(prefix.seq).equals(digits)
                    && prefix.prev.base64Url().equals(prev);
            return asWritten ? Optional.of(prefix) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
