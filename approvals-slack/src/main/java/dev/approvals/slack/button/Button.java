package dev.approvals.slack.button;

import dev.approvals.review.Decision;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A button on a card. Its action id says what it does; its value is the card's binding and nothing else. */
public enum Button {
    /** Approves at once. */
    APPROVE(Decision.Kind.APPROVE, Words.NONE),
    /** Approves once the reviewer has said why. */
    APPROVE_WITH_REASON(Decision.Kind.APPROVE, Words.REQUIRED),
    /** Denies at once. */
    DENY(Decision.Kind.DENY, Words.NONE),
    /** Denies once the reviewer has said why. */
    DENY_WITH_REASON(Decision.Kind.DENY, Words.REQUIRED),
    /** Hands on to the next level, with or without words. */
    ESCALATE(Decision.Kind.ESCALATE, Words.OPTIONAL),
    /** Hands on to the next level once the reviewer has said why. */
    ESCALATE_WITH_REASON(Decision.Kind.ESCALATE, Words.REQUIRED);

    /** Whether the reviewer's words are asked for, in a modal. */
    public enum Words {
        /** No: one click decides. */
        NONE,
        /** They may be left out. */
        OPTIONAL,
        /** The decision does not count without them. */
        REQUIRED
    }

    /** The action id of the link to the inbox: Slack tells of its clicks as well, and they decide nothing. */
    public static final String INBOX_LINK = "approvals.inbox";

    private final Decision.Kind kind;
    private final Words words;

    Button(Decision.Kind kind, Words words) {
        this.kind = kind;
        this.words = words;
    }

    /** {@return what it decides} */
    public Decision.Kind kind() {
        return kind;
    }

    /** {@return whether it asks for the reviewer's words first} */
    public Words words() {
        return words;
    }

    /** {@return the id under which Slack tells of its clicks, such as {@code approvals.approve}} */
    public String actionId() {
        return "approvals." + name().toLowerCase(Locale.ROOT);
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
