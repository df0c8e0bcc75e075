package dev.approvals.http.auth;

import java.util.regex.Pattern;

/** Identifiers of accounts, as somebody else hands them over. */
final class Subjects {

    private static final int LONGEST = 255;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Subjects() {}

    /** {@return whether it can be a subject: not blank, not long, no control characters} */
    static boolean isFit(String subject) {
        return !subject.isBlank()
                && subject.length() <= LONGEST
                && !CONTROL.matcher(subject).find();
    }

    /** {@return the issuer} @throws IllegalArgumentException if accounts of that issuer could be taken for somebody else's */
    static String issuer(String name) {
        if (!isFit(name) || name.equals("agent") || name.equals("local")) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the issuer of reviewers' accounts:"
                    + " name what vouches for them, such as \"container:intranet\"");
        }
        return name;
    }
}
