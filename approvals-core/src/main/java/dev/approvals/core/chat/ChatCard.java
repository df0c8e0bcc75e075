package dev.approvals.core.chat;

import dev.approvals.core.render.Card;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a platform needs to render one message.
 *
 * @param card what is shown, as plain text
 * @param binding what each button carries
 * @param offers the buttons, in order, each exactly as it stands here; none on a card that only tells
 * @param inbox where the request is shown whole; empty where there is no inbox, and on a card that only tells
 * @param spill what the card leaves out, as text to attach; empty where there is nothing to attach, and on a rewritten card
 *     also where what was attached is to be deleted
 */
public record ChatCard(Card card, Binding binding, List<Offer> offers, Optional<URI> inbox, String spill) {

    /** Copies the list. */
    public ChatCard {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(binding, "binding");
        offers = List.copyOf(offers);
        Objects.requireNonNull(inbox, "inbox");
        Objects.requireNonNull(spill, "spill");
    }
}
