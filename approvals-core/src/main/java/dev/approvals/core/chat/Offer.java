package dev.approvals.core.chat;

import dev.approvals.review.Decision;
import java.util.Objects;

/**
 * One thing that can be decided on a card, in the order of its buttons.
 *
 * @param kind the decision
 * @param comment whether the reviewer's words are asked for first
 */
public record Offer(Decision.Kind kind, Comment comment) {

    /** Whether the reviewer's words are asked for, before the decision counts. */
    public enum Comment {
        /** No: one click decides. */
        NONE,
        /** They may be left out. */
        OPTIONAL,
        /** The decision does not count without them. */
        REQUIRED
    }

    /** Checks the components. */
    public Offer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(comment, "comment");
    }
}
