package dev.approvals.core.render;

import java.util.List;

/**
 * Breaks a line to the width of a terminal. A break at a blank leaves the blank at the start of the next line, so that
 * whoever reads it can tell where one stood.
 */
final class Wrap {

    /** Below it, no character takes two columns. */
    private static final int FIRST_WIDE = 0x1100;

    private Wrap() {}

    /** Adds the text in lines of at most that many columns, the first begun with one prefix, the others with another. */
    static void into(List<String> lines, int width, String first, String text, String next) {
        String prefix = first;
        int from = 0;
        do {
            int to = end(text, from, width - prefix.length());
            lines.add(prefix + text.substring(from, to));
            from = to;
            prefix = next;
        } while (from < text.length());
    }

    /** Where a line that starts here ends: at a blank if one comes late enough, otherwise as far as there is room. */
    private static int end(String text, int from, int columns) {
        int column = 0;
        int blank = from;
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            column += isMark(c) ? 0 : c < FIRST_WIDE ? 1 : 2;
            if (column > columns && i > from) {
                return (blank - from) * 2 > i - from ? blank : i;
            }
            if (c == ' ') {
                blank = i;
            }
            i += Character.charCount(c);
        }
        return text.length();
    }

    /** A mark is drawn over the character before it: it takes no column and stays with it. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
