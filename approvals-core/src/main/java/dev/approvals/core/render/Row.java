package dev.approvals.core.render;

import java.util.List;
import java.util.Objects;

/**
 * One named value of a section, or a note. All of its text is safe to show as plain text.
 *
 * @param depth how deep it lies in the tree of values, from 0
 * @param label the value's name; empty for a note of the gate's own
 * @param text the value on one line, or a note; empty where the block says it all
 * @param block a text of several lines, shown fenced below; empty where there is none
 */
public record Row(int depth, String label, String text, List<String> block) {

    /** Copies the list. */
    public Row {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(text, "text");
        block = List.copyOf(block);
    }

    static Row of(String label, String text) {
        return new Row(0, label, text, List.of());
    }

    static Row note(int depth, String text) {
        return new Row(depth, "", text, List.of());
    }

    static Row fenced(List<String> block) {
        return new Row(0, "", "", block);
    }
}
