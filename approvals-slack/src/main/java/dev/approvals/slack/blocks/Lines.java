package dev.approvals.slack.blocks;

import dev.approvals.core.render.Row;
import dev.approvals.core.render.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a section as lines. A fenced text's lines begin with {@code "> "}, so that none is taken for a row. */
final class Lines {

    private Lines() {}

    static List<String> of(Section section) {
        return section.rows().stream().flatMap(row -> of(row).stream()).collect(Collectors.toList());
    }

    static List<String> of(Row row) {
        String indent = "  ".repeat(row.depth());
        List<String> lines = new ArrayList<>();
        if (!row.label().isEmpty() || !row.text().isEmpty()) {
            lines.add(indent + head(row));
        }
        row.block().forEach(line -> lines.add(indent + "> " + line));
        return lines;
    }

    private static String head(Row row) {
        if (row.label().isEmpty()) {
            return "(" + row.text() + ")";
        }
        return row.label() + ":" + (row.text().isEmpty() ? "" : " " + row.text());
    }
}
