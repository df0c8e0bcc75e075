package dev.approvals.slack.button;

import dev.approvals.core.chat.Offer;
import dev.approvals.review.Decision;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A button on a card. Its action id says what it does; its value is the card's binding and nothing else. */
public enum Button {
    /** Approves at once. */
    APPROVE(Decision.Kind.APPROVE, Offer.Comment.NONE),
    /** Approves once the reviewer has said why. */
    APPROVE_WITH_REASON(Decision.Kind.APPROVE, Offer.Comment.REQUIRED),
    /** Denies at once. */
    DENY(Decision.Kind.DENY, Offer.Comment.NONE),
    /** Denies once the reviewer has said why. */
    DENY_WITH_REASON(Decision.Kind.DENY, Offer.Comment.REQUIRED),
    /** Hands on to the next level, with or without words. */
    ESCALATE(Decision.Kind.ESCALATE, Offer.Comment.OPTIONAL),
    /** Hands on to the next level once the reviewer has said why. */
    ESCALATE_WITH_REASON(Decision.Kind.ESCALATE, Offer.Comment.REQUIRED);

    /** The action id of the link to the inbox: Slack tells of its clicks as well, and they decide nothing. */
    public static final String INBOX_LINK = "approvals.inbox";

    private final Decision.Kind kind;
    private final Offer.Comment comment;

    Button(Decision.Kind kind, Offer.Comment comment) {
        this.kind = kind;
        this.comment = comment;
    }

    /** {@return what it decides, and whether it asks for the reviewer's words first, in a modal} */
    public Offer offer() {
        return new Offer(kind, comment);
    }

    /** {@return the id under which Slack tells of its clicks, such as {@code approvals.approve}} */
    public String actionId() {
        return "approvals." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds the button for what a card offers.
     *
     * @param offer what it offers
     * @return the button, or empty where there is none that does exactly this
     */
    public static Optional<Button> of(Offer offer) {
        return Arrays.stream(values())
                .filter(button -> button.offer().equals(offer))
                .findFirst();
    }

    /**
     * Finds a button.
     *
     * @param actionId the id that Slack told
     * @return the button, or empty where it is none of these
     */
    public static Optional<Button> of(String actionId) {
        return Arrays.stream(values())
                .filter(button -> button.actionId().equals(actionId))
                .findFirst();
    }
}
