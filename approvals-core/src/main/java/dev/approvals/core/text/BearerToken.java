package dev.approvals.core.text;

/** The token after the word {@code Bearer}; the word itself stays. */
record BearerToken() implements SecretPattern {
    private static final String WORD = "bearer";
    private static final int MOST_BLANKS = 8;
    private static final int SHORTEST = 8;
    private static final int LONGEST_HONEST_WORD = 20;

    @Override
    public String firstChars() {
        return "bB";
    }

    @Override
    public SecretSpan match(String text, int at) {
        int blank = at + WORD.length();
        if (!text.regionMatches(true, at, WORD, 0, WORD.length()) || !Chars.WORD.beginsAt(text, at)) {
            return SecretSpan.NONE;
        }
        int start = Chars.BLANK.runEnd(text, blank, MOST_BLANKS);
        int seen = Chars.TOKEN68.runEnd(text, start, LONGEST_HONEST_WORD);
        boolean token = seen - start == LONGEST_HONEST_WORD
                || (seen - start >= SHORTEST
                        && text.substring(start, seen).chars().anyMatch(c -> c >= '0' && c <= '9'));
        return start > blank && token
                ? new SecretSpan(start, Chars.TOKEN68.runEnd(text, start), "bearer-token")
                : SecretSpan.NONE;
    }
}
