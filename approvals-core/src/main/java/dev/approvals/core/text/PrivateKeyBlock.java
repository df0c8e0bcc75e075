package dev.approvals.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PEM or OpenPGP block that holds a private key, whole or cut off. Only what can be part of a key is masked: whoever
 * writes the marks of a key around other words must not hide those from a reviewer.
 */
record PrivateKeyBlock() implements SecretPattern {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 64;

    /** What stands between the lines of a key; JSON writes a line's end as {@code \\n}. */
    private static final String SPACE = "(?:\\s|\\\\[rn])";

    /** The dashes after the label, and the headers of an encrypted key. */
    private static final Pattern HEAD = Pattern.compile("-----(?:" + SPACE
            + "*+(?:Proc-Type: 4,ENCRYPTED|DEK-Info: [A-Z0-9-]{3,24},[0-9A-Fa-f]{8,64}))*+" + SPACE + "*+");

    /** A line of base64. */
    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9+/]{24,}+={0,2}" + SPACE + "*+");

    /** The short last line. */
    private static final Pattern LAST = Pattern.compile(
            "(?:[A-Za-z0-9+/]{1,23}={1,2}|[A-Za-z0-9+/]{1,23}(?=" + SPACE + "*+(?:-----END |$)))" + SPACE + "*+");

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
        int body = after(HEAD, text, from);
        int at = body;
        for (int next = after(LINE, text, at); next > at; next = after(LINE, text, at)) {
            at = next;
        }
        if (at > body) {
            at = after(LAST, text, at);
        }
        if (!text.startsWith(END, at)) {
            return at;
        }
        int labelEnd = Chars.PEM_LABEL.runEnd(text, at + END.length(), LONGEST_LABEL);
        return text.startsWith(DASHES, labelEnd) ? labelEnd + DASHES.length() : labelEnd;
    }

    private static int after(Pattern part, String text, int at) {
        Matcher matcher = part.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.end() : at;
    }
}
