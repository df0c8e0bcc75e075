package dev.approvals.core.capture;

import dev.approvals.core.text.VisibleText;

/** Texts in JSON, with every character escaped that is hidden from a reader or has no UTF-8. */
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    static void append(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x7F ? c < ' ' : VisibleText.isHidden(c)) {
                Character.toString(c).chars().forEach(unit -> unicode((char) unit, out));
            } else {
                out.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        out.append('"');
    }

    private static void unicode(char unit, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((unit >> shift) & 0xF));
        }
    }
}
