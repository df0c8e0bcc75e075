package dev.approvals.core.text;

/** A JSON Web Token: an encoded object, a payload and a signature (or more parts, where encrypted), joined by dots. */
record JsonWebToken() implements SecretPattern {
    private static final String OBJECT = "eyJ";
    private static final int SHORTEST_PART = 4;

    @Override
    public String firstChars() {
        return "e";
    }

    @Override
    public SecretSpan match(String text, int at) {
        if (!text.startsWith(OBJECT, at) || !Chars.TOKEN.beginsAt(text, at)) {
            return SecretSpan.NONE;
        }
        int header = Chars.TOKEN.runEnd(text, at);
        int payload = part(text, header);
        int end = part(text, payload);
        if (header - at < SHORTEST_PART || payload - header <= SHORTEST_PART || end == payload) {
            return SecretSpan.NONE;
        }
        while (part(text, end) > end) {
            end = part(text, end);
        }
        return new SecretSpan(at, end, "jwt");
    }

    /** The end of the dot and the part that start at {@code dot}, or {@code dot} where there is no dot. */
    private static int part(String text, int dot) {
        return dot < text.length() && text.charAt(dot) == '.' ? Chars.TOKEN.runEnd(text, dot + 1) : dot;
    }
}
