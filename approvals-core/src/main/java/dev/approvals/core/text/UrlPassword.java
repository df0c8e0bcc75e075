package dev.approvals.core.text;

/** The password in {@code scheme://user:password@host}. */
record UrlPassword() implements SecretPattern {
    private static final String AUTHORITY = "://";
    private static final String ENDS = "/?#\"'<>`\\ \t\r\n";

    @Override
    public String firstChars() {
        return ":";
    }

    @Override
    public SecretSpan match(String text, int at) {
        if (!text.startsWith(AUTHORITY, at)) {
            return SecretSpan.NONE;
        }
        int start = at + AUTHORITY.length();
        int colon = -1;
        int host = -1;
        for (int i = start; i < text.length() && ENDS.indexOf(text.charAt(i)) < 0; i++) {
            colon = colon < 0 && text.charAt(i) == ':' ? i : colon;
            host = text.charAt(i) == '@' ? i : host;
        }
        return colon >= 0 && !text.startsWith(SecretSpan.MASK_START, colon + 1)
                ? new SecretSpan(colon + 1, host, "url-password")
                : SecretSpan.NONE;
    }
}
