package dev.approvals.core.text;

/**
 * The value assigned to a name that says secret: {@code password=x}, {@code "apiKey": "x"}, {@code <secret>x</secret>},
 * {@code Authorization: Basic x}. Name and sign stay.
 */
record AssignedSecret() implements SecretPattern {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_BLANKS = 3;

    @Override
    public String firstChars() {
        return "=:>";
    }

    @Override
    public SecretSpan match(String text, int at) {
        String name = text.charAt(at) == '>' ? elementBefore(text, at) : nameBefore(text, at);
        if (name.isEmpty() || !SecretNames.maySecret(name)) {
            return SecretSpan.NONE;
        }
        int signEnd = at + 1;
        while (signEnd < text.length() && signEnd < at + 3 && firstChars().indexOf(text.charAt(signEnd)) >= 0) {
            signEnd++;
        }
        return SecretValue.after(name, text, Chars.BLANK.runEnd(text, signEnd, MOST_BLANKS));
    }

    private static String nameBefore(String text, int at) {
        int end = Chars.BLANK.runStart(text, at, MOST_BLANKS);
        if (end > 0 && isQuote(text.charAt(end - 1))) {
            end--;
            end -= end > 0 && text.charAt(end - 1) == '\\' ? 1 : 0;
        }
        return text.substring(Chars.NAME.runStart(text, end, LONGEST_NAME), end);
    }

    private static String elementBefore(String text, int at) {
        int start = Chars.NAME.runStart(text, at, LONGEST_NAME);
        return start > 0 && text.charAt(start - 1) == '<' ? text.substring(start, at) : "";
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
