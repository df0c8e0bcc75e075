package dev.approvals.core.text;

/** The value of a command-line option whose name says secret, such as {@code --password x}. The option stays. */
record OptionSecret() implements SecretPattern {
    private static final String DASHES = "--";
    private static final int LONGEST_NAME = 64;
    private static final int MOST_BLANKS = 3;

    @Override
    public String firstChars() {
        return "-";
    }

    @Override
    public SecretSpan match(String text, int at) {
        if (!text.startsWith(DASHES, at) || !Chars.TOKEN.beginsAt(text, at)) {
            return SecretSpan.NONE;
        }
        int name = at + DASHES.length();
        int nameEnd = Chars.TOKEN.runEnd(text, name, LONGEST_NAME);
        int value = Chars.BLANK.runEnd(text, nameEnd, MOST_BLANKS);
        return value > nameEnd && SecretNames.maySecret(text.substring(name, nameEnd))
                ? SecretValue.after(text.substring(name, nameEnd), text, value)
                : SecretSpan.NONE;
    }
}
