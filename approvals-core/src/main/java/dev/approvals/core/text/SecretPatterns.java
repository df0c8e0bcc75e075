package dev.approvals.core.text;

import java.util.ArrayList;
import java.util.List;

/** All known secret patterns, found by the char at which they begin. */
final class SecretPatterns {
    private static final SecretPattern[][] BY_FIRST_CHAR = byFirstChar();

    private SecretPatterns() {}

    /** The secret whose pattern begins at this char, or {@link SecretSpan#NONE}. */
    static SecretSpan find(String text, int at) {
        char c = text.charAt(at);
        if (c >= BY_FIRST_CHAR.length) {
            return SecretSpan.NONE;
        }
        for (SecretPattern pattern : BY_FIRST_CHAR[c]) {
            SecretSpan span = pattern.match(text, at);
            if (span.found()) {
                return span;
            }
        }
        return SecretSpan.NONE;
    }

    private static SecretPattern[][] byFirstChar() {
        List<SecretPattern> all = new ArrayList<>(PrefixedSecret.all());
        all.add(new PrivateKeyBlock());
        all.add(new JsonWebToken());
        all.add(new BearerToken());
        all.add(new UrlPassword());
        all.add(new AssignedSecret());
        all.add(new OptionSecret());
        SecretPattern[][] table = new SecretPattern[128][];
        for (char c = 0; c < table.length; c++) {
            char first = c;
            table[c] = all.stream()
                    .filter(pattern -> pattern.firstChars().indexOf(first) >= 0)
                    .toArray(SecretPattern[]::new);
        }
        return table;
    }
}
