package dev.approvals.core.text;

/** Which characters a reader cannot see for what they are, by the pinned table {@code characters.txt}. */
final class CharacterKinds {
    private static final CodePointTable TABLE = CodePointTable.load("characters.txt");
    private static final String HIDDEN = "hidden ";
    private static final String MARK = "mark";
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private CharacterKinds() {}

    /** Whether the code point is invisible, reorders, looks like a space, has no agreed glyph, or is half a pair. */
    static boolean isHidden(int codePoint) {
        return !isPrintableAscii(codePoint) && TABLE.valueAt(codePoint).startsWith(HIDDEN);
    }

    /** Whether the code point is drawn over the character before it. */
    static boolean isMark(int codePoint) {
        return codePoint >= 0x300 && TABLE.valueAt(codePoint).equals(MARK);
    }

    /** A short name for a hidden character or a mark, such as {@code RLO}. */
    static String label(int codePoint) {
        String value = TABLE.valueAt(codePoint);
        return value.startsWith(HIDDEN) ? value.substring(HIDDEN.length()) : value;
    }

    static boolean isPrintableAscii(int codePoint) {
        return codePoint >= 0x20 && codePoint < 0x7F;
    }

    /** Where the character that starts at {@code from} ends: with its marks, selectors and joined characters. */
    static int clusterEnd(String text, int from) {
        int end = from + Character.charCount(text.codePointAt(from));
        while (end < text.length()) {
            int next = text.codePointAt(end);
            if (next == ZERO_WIDTH_JOINER && end + 1 < text.length()) {
                end += 1 + Character.charCount(text.codePointAt(end + 1));
            } else if (isMark(next) || isSelector(next)) {
                end += Character.charCount(next);
            } else {
                return end;
            }
        }
        return end;
    }

    private static boolean isSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
