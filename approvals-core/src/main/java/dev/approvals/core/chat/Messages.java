package dev.approvals.core.chat;

import dev.approvals.review.Delivery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The messages that show one round of a request. Its text form is the reference of a delivery.
 *
 * @param round the round
 * @param references the platform's references
 */
record Messages(int round, List<String> references) {

    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern ROUND = Pattern.compile("0|[1-9][0-9]{0,5}");

    Messages {
        references = List.copyOf(references);
    }

    /** Whether a platform's reference can stand in the text form. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** Empty for what is no delivery of a chat approver, such as a decision that was given at once. */
    static Optional<Messages> of(Delivery delivery) {
        String[] words = delivery.reference().split(" ");
        return words.length > 1 && ROUND.matcher(words[0]).matches()
                ? Optional.of(new Messages(
                        Integer.parseInt(words[0]), Arrays.asList(words).subList(1, words.length)))
                : Optional.empty();
    }

    String text() {
        return round + " " + String.join(" ", references);
    }

    /** These and more of the same round. */
    Messages and(List<String> more) {
        return new Messages(
                round,
                Stream.concat(references.stream(), more.stream()).distinct().toList());
    }
}
