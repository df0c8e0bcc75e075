package dev.approvals.core.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A card as lines of plain text for a terminal or a log.
 *
 * <p>Headings begin in the first column and carry the request's code, which nobody knew who wrote the request's texts.
 * Every other line begins with {@code "| "}. Below that, {@code "> "} begins a line of a fenced text and {@code "+ "}
 * continues the line above, so nothing is hidden beyond the right edge and nothing looks like another part of the card.
 */
public final class TextCard {

    private static final int NARROWEST = 60;
    private static final int WIDEST_LABEL = 14;
    private static final String BAR = "| ";

    private final int width;
    private final String code;
    private final List<String> lines = new ArrayList<>();

    private TextCard(int width, String code) {
        this.width = width;
        this.code = code;
    }

    /**
     * Lays out a card.
     *
     * @param card the card
     * @param width how many columns there are; fewer than 60 count as 60
     * @return the lines, none wider than that
     */
    public static List<String> lines(Card card, int width) {
        TextCard text = new TextCard(Math.max(NARROWEST, width), card.code());
        text.heading(card.title(), card.stamp(), '=');
        for (Section section : card.sections()) {
            text.section(section);
        }
        text.heading("", "", '=');
        return List.copyOf(text.lines);
    }

    private void section(Section section) {
        if (section.topic() != Topic.WHAT && section.topic() != Topic.OUTCOME) {
            heading(section.topic().title(), "", '-');
        }
        int labels = section.rows().stream()
                .filter(row -> row.depth() == 0)
                .mapToInt(row -> row.label().length())
                .filter(length -> length <= WIDEST_LABEL)
                .max()
                .orElse(0);
        section.rows().forEach(row -> row(row, row.depth() == 0 ? labels : 0));
    }

    private void heading(String title, String stamp, char rule) {
        String end = (stamp.isEmpty() ? "" : " " + stamp + " " + rule + rule) + " " + code;
        String start = title.isEmpty() ? "" : title + " ";
        int fill = Math.max(2, width - start.length() - end.length());
        lines.add(start + String.valueOf(rule).repeat(fill) + end);
    }

    private void row(Row row, int labels) {
        String indent = BAR + "  ".repeat(row.depth());
        if (row.label().isEmpty()) {
            if (!row.text().isEmpty()) {
                Wrap.into(lines, width, indent, "(" + row.text() + ")", indent + "  + ");
            }
        } else {
            String pad = " ".repeat(Math.max(0, labels - row.label().length()));
            String text = row.text().isEmpty() ? "" : pad + " " + row.text();
            Wrap.into(lines, width, indent, row.label() + ":" + text, indent + "  + ");
        }
        row.block().forEach(line -> Wrap.into(lines, width, indent + "  > ", line, indent + "  + "));
    }
}
