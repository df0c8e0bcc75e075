package dev.approvals.core.chat;

import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import java.util.Objects;

/**
 * A button that an authenticated person has clicked, with their words where they were asked for any.
 *
 * @param binding what the button carried
 * @param kind what it decides
 * @param reviewer who clicked, by the platform's own signed event
 * @param comment their words, or empty
 * @param reference the message that the button stood on, as {@link ChatPlatform#post} named it; empty where it is not known
 */
public record Click(Binding binding, Decision.Kind kind, Reviewer reviewer, String comment, String reference) {

    /** Checks the components. */
    public Click {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(comment, "comment");
        Objects.requireNonNull(reference, "reference");
    }
}
