package dev.approvals.journal.line;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * JSON on its way to one line: nothing but ASCII, no spaces, and the same bytes that Jackson writes. Written by hand because every
 * event passes here, and a generator of its own for each costs as much as all the rest. For one thread.
 */
final class AsciiJson {

    private static final int USUAL = 2_048;
    private static final int WORTH_KEEPING = 1 << 16;
    /** A character takes six bytes at the most. */
    private static final int LONGEST_ESCAPE = 6;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int REPLACEMENT = 0xFFFD;

    private byte[] bytes = new byte[USUAL];
    private int size;
    private boolean first = true;

    /** Begins an object or an array, as a value of its own. */
    void begin(char bracket) {
        comma();
        put(bracket);
        first = true;
    }

    void begin(String name, char bracket) {
        name(name);
        put(bracket);
        first = true;
    }

    void end(char bracket) {
        put(bracket);
        first = false;
    }

    void text(String name, String text) {
        name(name);
        quote(text);
    }

    void number(String name, long number) {
        name(name);
        String digits = Long.toString(number);
        room(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            bytes[size++] = (byte) digits.charAt(i);
        }
    }

    private void name(String name) {
        comma();
        quote(name);
        put(':');
    }

    private void comma() {
        if (!first) {
            put(',');
        }
        first = false;
    }

    private void put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
    }

    private void room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
        }
    }

    private void quote(String text) {
        int length = text.length();
        room(LONGEST_ESCAPE * length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 128 && c != '"' && c != '\\') {
                to[at++] = (byte) c;
            } else {
                at = escape(to, at, isHalf(text, i) ? REPLACEMENT : c);
            }
        }
        to[at++] = '"';
        size = at;
    }

    /** Half a character alone, which no text in any encoding has. */
    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static int escape(byte[] to, int begin, int c) {
        int at = begin;
        to[at++] = '\\';
        int named = "\"\\\b\t\f\n\r".indexOf(c);
        if (named >= 0) {
            to[at++] = (byte) "\"\\btfnr".charAt(named);
            return at;
        }
        to[at++] = 'u';
        String digits = HEX.toHexDigits((char) c);
        for (int i = 0; i < digits.length(); i++) {
            to[at++] = (byte) digits.charAt(i);
        }
        return at;
    }

    /** What was written, from a place on; then it is empty again. */
    byte[] taken(int begin) {
        byte[] written = Arrays.copyOfRange(bytes, begin, size);
        size = 0;
        first = true;
        return written;
    }

    /** Whether it is small enough to be kept for the next line. */
    boolean isSmall() {
        return bytes.length <= WORTH_KEEPING;
    }
}
