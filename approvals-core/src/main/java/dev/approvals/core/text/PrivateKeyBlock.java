package dev.approvals.core.text;

/** A PEM or OpenPGP block that holds a private key; one without an end is masked to the end of the text. */
record PrivateKeyBlock() implements SecretPattern {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 64;

    @Override
    public String firstChars() {
        return "-";
    }

    @Override
    public SecretSpan match(String text, int at) {
        if (!text.startsWith(BEGIN, at)) {
            return SecretSpan.NONE;
        }
        int label = at + BEGIN.length();
        int labelEnd = Chars.PEM_LABEL.runEnd(text, label, LONGEST_LABEL);
        if (!text.substring(label, labelEnd).contains("PRIVATE KEY")) {
            return SecretSpan.NONE;
        }
        return new SecretSpan(at, end(text, labelEnd), "private-key");
    }

    private static int end(String text, int from) {
        int end = text.indexOf(END, from);
        if (end < 0) {
            return text.length();
        }
        int labelEnd = Chars.PEM_LABEL.runEnd(text, end + END.length(), LONGEST_LABEL);
        return text.startsWith(DASHES, labelEnd) ? labelEnd + DASHES.length() : labelEnd;
    }
}
