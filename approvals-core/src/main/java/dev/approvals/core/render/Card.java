package dev.approvals.core.render;

import dev.approvals.review.ApprovalRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a person is shown of a request: facts first, then what the agent claims. Every channel shows the same card.
 *
 * <p>All text in it is visible: characters that hide, reorder or imitate are escapes. Channels show it as plain text,
 * never as markup. Immutable.
 *
 * @param requestId the request
 * @param title what the card is, in words
 * @param stamp how the gate was set up, such as {@code DEVELOPMENT}; empty for a gate that enforces
 * @param sections the sections, in order
 * @param whole whether every part of the arguments is in it; through a card that is not whole nobody may approve
 */
public record Card(String requestId, String title, String stamp, List<Section> sections, boolean whole) {

    private static final int CODE_LENGTH = 6;

    /** Copies the list. */
    public Card {
        sections = List.copyOf(sections);
    }

    /**
     * Makes the card of a request.
     *
     * @param request the request, masked
     * @param limits how much of it is shown
     * @return the card
     */
    public static Card of(ApprovalRequest request, CardLimits limits) {
        return new CardMaker(request, limits).make();
    }

    /**
     * Makes the largest card of a request that a channel can show whole, for channels that bound a message by more than
     * {@link CardLimits} tells. What stands beside the arguments is shortened first: without it the request can still be
     * approved, without a part of the arguments it cannot.
     *
     * @param request the request, masked
     * @param most how much of it is shown at most
     * @param fits whether the channel can show a card
     * @return a card that fits; the smallest there is where none does
     */
    public static Card fitting(ApprovalRequest request, CardLimits most, Predicate<Card> fits) {
        CardLimits limits = most;
        Card card = of(request, limits);
        while (!fits.test(card)) {
            CardLimits smaller = limits.smaller();
            if (smaller.equals(limits)) {
                return card;
            }
            limits = smaller;
            card = of(request, limits);
        }
        return card;
    }

    /**
     * Makes the card for a channel that may not show what a request is about ({@link ApprovalRequest#inboxOnly()}): that
     * something waits, its risk, until when, and where to open it; once it is over, how it ended. It holds no text of the
     * call, its requester, its reviewers or the policy, and nobody may approve through it.
     *
     * @param request the request
     * @param where where to open it, such as an address of the inbox
     * @return the card
     */
    public static Card withheld(ApprovalRequest request, String where) {
        return WithheldCard.of(request, where);
    }

    /**
     * A section.
     *
     * @param topic what it is about
     * @return the section, or empty where the card has none
     */
    public Optional<Section> section(Topic topic) {
        return sections.stream().filter(s -> s.topic() == topic).findFirst();
    }

    /** {@return the beginning of the request's id, to tell requests apart by; no agent knows it before its call} */
    public String code() {
        return requestId.substring(0, Math.min(CODE_LENGTH, requestId.length()));
    }

    /** {@return SHA-256 over all that the card says, in hex} */
    public String digest() {
        return CardDigest.of(this);
    }
}
