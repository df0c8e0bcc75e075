package dev.approvals.core.capture;

import dev.approvals.core.text.VisibleText;

/** Texts in JSON, with every character escaped that is hidden from a reader or has no UTF-8. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    static void append(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int end = endOfPlain(text, i);
            out.append(text, i, end);
            i = end < text.length() ? appendOne(text, end, out) : end;
        }
        out.append('"');
    }

    /** Where the characters end that mean nothing in JSON and are seen by everybody. */
    private static int endOfPlain(String text, int start) {
        int end = start;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    /** Appends one code point and says where the next one stands. */
    private static int appendOne(String text, int at, StringBuilder out) {
        int c = text.codePointAt(at);
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c < ' ' || VisibleText.isHidden(c)) {
            Character.toString(c).chars().forEach(unit -> unicode((char) unit, out));
        } else {
            out.appendCodePoint(c);
        }
        return at + Character.charCount(c);
    }

    private static void unicode(char unit, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((unit >> shift) & 0xF));
        }
    }
}
