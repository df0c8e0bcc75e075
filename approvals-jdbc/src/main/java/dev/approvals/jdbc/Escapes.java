package dev.approvals.jdbc;

/**
 * Any text as one that every database keeps: without U+0000, which PostgreSQL refuses, and without halves of characters,
 * which no encoding carries. Each of these is written as U+241B and four hexadecimal digits, and so is U+241B itself; other
 * texts, which is nearly all of them, stay as they are.
 */
final class Escapes {

    private static final char MARK = '\u241b';
    private static final int DIGITS = 4;

    private Escapes() {}

    static String escape(String text) {
        int first = firstToEscape(text, 0);
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int at = first; at < text.length(); at = firstToEscape(text, from)) {
            escaped.append(text, from, at).append(MARK);
            escaped.append(String.format("%04x", (int) text.charAt(at)));
            from = at + 1;
        }
        return escaped.append(text, from, text.length()).toString();
    }

    private static int firstToEscape(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == 0 || c == MARK) {
                return at;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (Character.isSurrogate(c) && !pair) {
                return at;
            }
            at += pair ? 2 : 1;
        }
        return at;
    }

    static String unescape(String escaped) {
        int mark = escaped.indexOf(MARK);
        if (mark < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        int from = 0;
        while (mark >= 0) {
            int end = Math.min(escaped.length(), mark + 1 + DIGITS);
            text.append(escaped, from, mark).append((char) Integer.parseInt(escaped, mark + 1, end, 16));
            from = end;
            mark = escaped.indexOf(MARK, from);
        }
        return text.append(escaped, from, escaped.length()).toString();
    }
}
