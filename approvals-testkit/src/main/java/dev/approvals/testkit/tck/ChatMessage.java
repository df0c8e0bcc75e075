package dev.approvals.testkit.tck;

import dev.approvals.review.Decision;
import java.util.List;
import java.util.Set;

/**
 * A message as people see it in chat now.
 *
 * @param id what it is told from others by
 * @param place the channel or person it stands in
 * @param text all of its text, without its buttons
 * @param offers what its buttons decide
 * @param link whether it links to the inbox
 * @param thread the notes below it, oldest first
 */
public record ChatMessage(
        String id, String place, String text, Set<Decision.Kind> offers, boolean link, List<String> thread) {

    /** Copies the collections. */
    public ChatMessage {
        offers = Set.copyOf(offers);
        thread = List.copyOf(thread);
    }
}
