package dev.approvals.core.approver;

import dev.approvals.review.Decision;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person typed.
 *
 * @param kind the decision, where it is one
 * @param help whether they asked for help
 * @param comment the rest of the line
 */
record Typed(Optional<Decision.Kind> kind, boolean help, String comment) {

    static Typed parse(String line) {
        String[] words = line.strip().split("\\s+", 2);
        String comment = words.length == 2 ? words[1] : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> new Typed(Optional.of(Decision.Kind.APPROVE), false, comment);
            case "n", "no" -> new Typed(Optional.of(Decision.Kind.DENY), false, comment);
            case "e", "escalate" -> new Typed(Optional.of(Decision.Kind.ESCALATE), false, comment);
            case "?", "h", "help" -> new Typed(Optional.empty(), true, "");
            default -> new Typed(Optional.empty(), false, line.strip());
        };
    }

    boolean isTooLong() {
        return comment.length() > Decision.COMMENT_LIMIT;
    }

    boolean approves() {
        return kind.filter(Decision.Kind.APPROVE::equals).isPresent();
    }
}
