package dev.approvals.core.render;

import java.util.List;
import java.util.Objects;

/**
 * One section of a card.
 *
 * @param topic what it is about
 * @param rows its rows, in order
 */
public record Section(Topic topic, List<Row> rows) {

    /** Copies the list. */
    public Section {
        Objects.requireNonNull(topic, "topic");
        rows = List.copyOf(rows);
    }
}
