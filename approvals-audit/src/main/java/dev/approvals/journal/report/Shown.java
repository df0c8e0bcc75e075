package dev.approvals.journal.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * Makes hostile text readable: what is invisible, reorders, or looks like a space becomes an escape such as
 * <code>&#92;u{202E}</code>, and so does a backslash before <code>u{</code>, so that every escape is real.
 *
 * <p>The gate's cards do the same with a table of Unicode's 160,000 characters. A journal is read without the gate, so this
 * is a short list of ranges of its own: pinned, for the JDK's tables follow its version, and the same journal has to give
 * the same bytes. Marks beyond the fourth on one character are escaped where this list knows them for marks.
 */
final class Shown {

    private static final int MOST_MARKS = 4;

    /** First and last of each range, in ascending order. */
    private static final int[] HIDDEN = {
        0x00, 0x1F, 0x7F, 0xA0, 0xAD, 0xAD, 0x34F, 0x34F, 0x61C, 0x61C, 0x70F, 0x70F, 0x115F, 0x1160, 0x1680, 0x1680,
        0x17B4, 0x17B5, 0x180B, 0x180F, 0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x206F, 0x2800, 0x2800, 0x3000, 0x3000,
        0x3164, 0x3164, 0xD800, 0xF8FF, 0xFDD0, 0xFDEF, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFF,
        0x13430, 0x1345F, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D159, 0x1D173, 0x1D17A, 0xE0000, 0x10FFFF,
    };

    private static final int[] MARKS = {
        0x300, 0x36F, 0x483, 0x489, 0x591, 0x5BD, 0x610, 0x61A, 0x64B, 0x65F, 0x6D6, 0x6DC, 0xE31, 0xE3A, 0xE47, 0xE4E,
        0x1AB0, 0x1AFF, 0x1DC0, 0x1DFF, 0x20D0, 0x20FF, 0x302A, 0x302F, 0x3099, 0x309A, 0xA66F, 0xA67D, 0xFE20, 0xFE2F,
    };

    private Shown() {}

    /** The text on one line, safe to read. */
    static String of(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '\\')) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int marks = MOST_MARKS;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean mark = within(MARKS, c);
            boolean hidden = within(HIDDEN, c) || (mark && marks >= MOST_MARKS) || text.startsWith("\\u{", i);
            if (hidden) {
                out.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                out.appendCodePoint(c);
            }
            marks = mark ? marks + 1 : hidden ? MOST_MARKS : 0;
            i += Character.charCount(c);
        }
        return out.toString();
    }

    static boolean isHidden(int codePoint) {
        return within(HIDDEN, codePoint);
    }

    private static boolean within(int[] ranges, int codePoint) {
        int at = Arrays.binarySearch(ranges, codePoint);
        // At a bound of a range, or between its first and its last.
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    /** The beginning of a text, as it is, and how much is left. */
    static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "... (" + (text.length() - end) + " more)";
    }
}
