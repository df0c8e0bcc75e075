package dev.approvals.core.text;

/** Where the value ends that begins after a secret's name: at its closing quote, or at the next separator. */
final class SecretValue {
    private static final String SEPARATORS = "&;<\"'` \t\r\n";
    private static final String TRAILING = ",.)]}";
    private static final String AUTHORIZATION = "authorization";

    private SecretValue() {}

    static SecretSpan after(String name, String text, int at) {
        int from = at + openingQuote(text, at);
        if (text.startsWith(SecretSpan.MASK_START, from)) {
            return SecretSpan.NONE;
        }
        int to = from > at ? closingQuote(text, from) : bareEnd(text, from, isHeader(name));
        return to > from && SecretNames.isSecret(name, text.substring(from, to))
                ? new SecretSpan(from, to, SecretNames.kind(name))
                : SecretSpan.NONE;
    }

    /** How many chars the opening quote has: two where it is itself escaped inside a string, none without a quote. */
    private static int openingQuote(String text, int at) {
        int quote = text.startsWith("\\", at) ? at + 1 : at;
        boolean quoted = quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'');
        return quoted ? quote + 1 - at : 0;
    }

    private static int closingQuote(String text, int from) {
        char quote = text.charAt(from - 1);
        boolean escaped = from >= 2 && text.charAt(from - 2) == '\\';
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return escaped && text.charAt(i - 1) == '\\' ? i - 1 : i;
            }
            if (c == '\\' && !escaped) {
                i++;
            }
        }
        return text.length();
    }

    private static int bareEnd(String text, int from, boolean header) {
        int end = from;
        while (end < text.length() && !endsBare(text, end, header)) {
            end++;
        }
        while (end > from && TRAILING.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsBare(String text, int at, boolean header) {
        char c = text.charAt(at);
        if (header) {
            return "\r\n\"'".indexOf(c) >= 0;
        }
        return SEPARATORS.indexOf(c) >= 0
                || (c == ',' && at + 1 < text.length() && " \"'".indexOf(text.charAt(at + 1)) >= 0);
    }

    /** An Authorization header has a scheme and a blank before its secret, so it ends with its line. */
    private static boolean isHeader(String name) {
        return SecretNames.kind(name).equals(AUTHORIZATION);
    }
}
