package dev.approvals.core.render;

import dev.approvals.core.text.References;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows a tree of plain values as rows.
 *
 * <p>Text stands in quotes, on one line and without a quote in it; any other text stands fenced below its name. So the
 * rows of one value are never mistaken for those of another.
 */
final class PayloadRows {

    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 200;
    private static final String REFERENCE = " (a reference: its content is not covered)";

    private final Budget budget;
    private final Warnings warnings;
    private final List<Row> rows = new ArrayList<>();

    PayloadRows(Budget budget, Warnings warnings) {
        this.budget = budget;
        this.warnings = warnings;
    }

    List<Row> rows() {
        return rows;
    }

    /** Adds a value under a name that the agent may have chosen. */
    void add(int depth, String name, @Nullable Object value, String where) {
        if (name.length() > LONGEST_NAME) {
            budget.leaveOut();
        }
        String label = Texts.name(name, LONGEST_NAME);
        if (!label.equals(name)) {
            warnings.look("the name of " + where, name);
        }
        addLabelled(depth, label, value, where);
    }

    private void addLabelled(int depth, String label, @Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            addAll(depth, label, map, where);
        } else if (value instanceof Collection<?> list) {
            addAll(depth, label, list, where);
        } else if (value instanceof byte[] bytes) {
            String hex = HexFormat.of().formatHex(bytes);
            row(depth, label, bytes.length + " bytes" + (bytes.length == 0 ? "" : ": " + budget.take(hex)));
        } else if (isExact(value)) {
            row(depth, label, budget.take(String.valueOf(value)));
        } else {
            addText(depth, label, String.valueOf(value), where);
        }
    }

    /** Whether the value's text tells by itself what it is. */
    private static boolean isExact(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount
                || value instanceof UUID;
    }

    private void addText(int depth, String label, String text, String where) {
        warnings.look(where, text);
        if (text.indexOf('\n') < 0 && text.indexOf('"') < 0) {
            row(depth, label, "\"" + budget.take(text) + "\"" + (References.isReference(label, text) ? REFERENCE : ""));
            return;
        }
        List<String> lines = lines(text);
        rows.add(new Row(depth, label, lines.size() == 1 ? "text" : "text of " + lines.size() + " lines", lines));
    }

    /** The lines of a text as far as they fit. */
    List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            if (!budget.takeRow()) {
                lines.add("... [" + (text.length() - from) + " more characters]");
                break;
            }
            lines.add(withVisibleEnd(budget.take(line)));
            from += line.length() + 1;
        }
        return lines;
    }

    /** Nobody sees a blank at the end of a line. */
    private static String withVisibleEnd(String line) {
        return line.endsWith(" ") ? line.substring(0, line.length() - 1) + "\\u{20 SP}" : line;
    }

    private void addAll(int depth, String label, Map<?, ?> map, String where) {
        if (!open(depth, label, map.size(), map.isEmpty() ? "empty object" : "")) {
            return;
        }
        int left = map.size();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (full(depth + 1, left--)) {
                return;
            }
            String key = String.valueOf(entry.getKey());
            add(depth + 1, key, entry.getValue(), where + "." + key);
        }
    }

    private void addAll(int depth, String label, Collection<?> list, String where) {
        if (!open(depth, label, list.size(), list.isEmpty() ? "empty list" : "list of " + list.size())) {
            return;
        }
        int index = 0;
        for (Object item : list) {
            if (full(depth + 1, list.size() - index)) {
                return;
            }
            index++;
            addLabelled(depth + 1, String.valueOf(index), item, where + "[" + index + "]");
        }
    }

    private boolean open(int depth, String label, int size, String remark) {
        row(depth, label, remark.isEmpty() ? "" : "(" + remark + ")");
        if (size > 0 && depth + 1 > DEEPEST) {
            rows.add(Row.note(depth, size + " values lie too deep to be shown"));
            budget.leaveOut();
            return false;
        }
        return size > 0;
    }

    private boolean full(int depth, int left) {
        if (budget.takeRow()) {
            return false;
        }
        rows.add(Row.note(depth, left + " more values are not shown"));
        return true;
    }

    private void row(int depth, String label, String text) {
        rows.add(new Row(depth, label, text, List.of()));
    }
}
