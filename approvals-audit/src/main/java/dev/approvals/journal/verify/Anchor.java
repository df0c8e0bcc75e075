package dev.approvals.journal.verify;

import dev.approvals.journal.tree.Hash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody saw a log stand at, such as an approval card in the history of a chat.
 *
 * @param size how many lines it had
 * @param root its root, whole or the first 16 characters or more
 */
public record Anchor(long size, String root) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([A-Za-z0-9_+/=-]{16,64})");

    /**
     * Reads {@code SIZE:ROOT}.
     *
     * @param text the text
     * @return the anchor
     * @throws IllegalArgumentException if it is none
     */
    public static Anchor parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not SIZE:ROOT, such as 1042:Tz9xQ0c2lK8mN3pR; a root has 16"
                            + " characters at least, as on an approval card");
        }
        return new Anchor(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    boolean matches(Hash actual) {
        return actual.matches(root);
    }

    @Override
    public String toString() {
        return size + ":" + root;
    }
}
