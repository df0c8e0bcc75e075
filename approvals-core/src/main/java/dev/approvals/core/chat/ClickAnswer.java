package dev.approvals.core.chat;

import java.util.Objects;

/**
 * The answer to a click, for the person who clicked and for nobody else.
 *
 * @param counted whether the decision counts, now or since it was first made; the card is rewritten then
 * @param text the answer in words, plain text: what happened, and what to do
 */
public record ClickAnswer(boolean counted, String text) {

    /** Checks the components. */
    public ClickAnswer {
        Objects.requireNonNull(text, "text");
    }
}
