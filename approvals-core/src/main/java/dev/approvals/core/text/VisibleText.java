package dev.approvals.core.text;

import java.util.Locale;

/**
 * Makes hostile text readable: each character that hides, reorders or imitates becomes an escape such as
 * <code>&#92;u{202E RLO}</code>.
 *
 * <p>No two texts look the same: where the text itself holds a backslash before <code>u{</code>, that backslash is
 * escaped too, so every <code>&#92;u{</code> in the result stands for a character that was really there. Marks that have
 * nothing to stand on, and those beyond the fourth on one character, are escaped as well.
 */
public final class VisibleText {
    private static final int MOST_MARKS = 4;

    private VisibleText() {}

    /**
     * Whether a reader cannot see the character for what it is: it is invisible, reorders, looks like a space, has no
     * agreed glyph, or is half of a surrogate pair. Line feeds and tabs are hidden too.
     *
     * @param codePoint the character
     * @return whether {@link #escape} escapes it wherever it stands
     */
    public static boolean isHidden(int codePoint) {
        return CharacterKinds.isHidden(codePoint);
    }

    /**
     * Shows a text on one line: line breaks and tabs are escaped too.
     *
     * @param text the text
     * @return the text, safe to read
     */
    public static String escape(String text) {
        return escape(text, false);
    }

    /**
     * Shows a text with its line feeds and tabs; carriage returns are escaped.
     *
     * @param text the text
     * @return the text, safe to read
     */
    public static String escapeLines(String text) {
        return escape(text, true);
    }

    /**
     * Shows the beginning of a text on one line, as {@link #escape} does.
     *
     * @param text the text
     * @param most how many chars the result may have
     * @return its beginning, safe to read
     */
    public static Cut cut(String text, int most) {
        return cut(text, most, false);
    }

    /**
     * Shows the beginning of a text, as {@link #escapeLines} does.
     *
     * @param text the text
     * @param most how many chars the result may have
     * @return its beginning, safe to read
     */
    public static Cut cutLines(String text, int most) {
        return cut(text, most, true);
    }

    private static String escape(String text, boolean lines) {
        if (isPlain(text, lines)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        append(text, 0, text.length(), lines, out);
        return out.toString();
    }

    private static Cut cut(String text, int most, boolean lines) {
        if (text.length() <= most && isPlain(text, lines)) {
            return new Cut(text, 0);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < text.length() && out.length() < most) {
            int kept = out.length();
            int to = CharacterKinds.clusterEnd(text, from);
            append(text, from, to, lines, out);
            if (out.length() > most) {
                out.setLength(kept);
                break;
            }
            from = to;
        }
        return new Cut(out.toString(), text.length() - from);
    }

    private static boolean isPlain(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c == '\\' ? !startsEscape(text, i) : CharacterKinds.isPrintableAscii(c);
            if (!plain && !(lines && isLayout(c))) {
                return false;
            }
        }
        return true;
    }

    private static void append(String text, int from, int to, boolean lines, StringBuilder out) {
        int marks = MOST_MARKS;
        for (int i = from; i < to; ) {
            int c = text.codePointAt(i);
            boolean mark = CharacterKinds.isMark(c);
            boolean hidden = !(lines && isLayout(c)) && CharacterKinds.isHidden(c);
            if (hidden || (mark && marks >= MOST_MARKS) || (c == '\\' && startsEscape(text, i))) {
                appendEscape(c, out);
            } else {
                out.appendCodePoint(c);
            }
            marks = mark ? marks + 1 : hidden || isLayout(c) ? MOST_MARKS : 0;
            i += Character.charCount(c);
        }
    }

    private static void appendEscape(int codePoint, StringBuilder out) {
        String label = codePoint == '\\' ? "backslash" : CharacterKinds.label(codePoint);
        out.append("\\u{")
                .append(Integer.toHexString(codePoint).toUpperCase(Locale.ROOT))
                .append(' ')
                .append(label)
                .append('}');
    }

    private static boolean startsEscape(String text, int at) {
        return text.startsWith("\\u{", at);
    }

    private static boolean isLayout(int c) {
        return c == '\n' || c == '\t';
    }
}
