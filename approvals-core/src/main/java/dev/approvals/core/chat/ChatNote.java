package dev.approvals.core.chat;

import java.util.List;
import java.util.Objects;

/**
 * A short note in the thread below a card.
 *
 * @param text our own words and names of groups, to show as plain text
 * @param mentions the platform's ids of whom to notify, from the configuration only
 */
public record ChatNote(String text, List<String> mentions) {

    /** Copies the list. */
    public ChatNote {
        Objects.requireNonNull(text, "text");
        mentions = List.copyOf(mentions);
    }
}
