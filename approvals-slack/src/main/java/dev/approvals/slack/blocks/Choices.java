package dev.approvals.slack.blocks;

import dev.approvals.slack.button.Button;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be done below a card.
 *
 * @param binding what every button carries: the request, round and digest that the card showed
 * @param buttons the buttons, in order; none on a card that only tells
 * @param inbox where the request is shown whole
 */
public record Choices(String binding, List<Button> buttons, Optional<URI> inbox) {

    private static final Choices NONE = new Choices("", List.of(), Optional.empty());

    /** Copies the list. */
    public Choices {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(inbox, "inbox");
        buttons = List.copyOf(buttons);
    }

    /** {@return nothing: a card that only tells} */
    public static Choices none() {
        return NONE;
    }
}
