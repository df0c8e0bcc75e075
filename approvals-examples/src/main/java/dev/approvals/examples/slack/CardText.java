package dev.approvals.examples.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The blocks of a card as lines, for whoever has no Slack at hand. */
final class CardText {

    private final List<String> lines = new ArrayList<>();
    private final int width;

    private CardText(int width) {
        this.width = width;
    }

    static List<String> lines(JsonNode blocks, int width) {
        CardText text = new CardText(width);
        blocks.forEach(text::add);
        return text.lines;
    }

    private void add(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> add("", "[" + block.at("/text/text").asText() + "]");
            case "section" -> {
                add("", plain(block.path("text")));
                block.path("fields")
                        .forEach(field -> add("  ", field.path("text").asText()));
            }
            case "rich_text" -> texts(block).forEach(text -> add("  | ", text));
            case "actions" -> add("", labels(block));
            // Ids and digests.
            default -> texts(block).forEach(text -> add("", text));
        }
    }

    /** Bold headings without their stars; other markup there is none. */
    private static String plain(JsonNode text) {
        String words = text.path("text").asText();
        return text.path("type").asText().equals("mrkdwn") ? words.replace("*", "") : words;
    }

    private static List<String> texts(JsonNode block) {
        return block.findValuesAsText("text").stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String labels(JsonNode block) {
        return StreamSupport.stream(block.path("elements").spliterator(), false)
                .map(button -> "( " + button.at("/text/text").asText() + " )")
                .collect(Collectors.joining(" "));
    }

    private void add(String before, String text) {
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            int room = width - before.length();
            for (int from = 0, to; from < line.length(); from = to) {
                to = end(line, from, room);
                lines.add(before + line.substring(from, to).stripTrailing());
            }
        });
    }

    /** Where a line that begins there ends: after a blank or a comma, unless that would leave half of it empty. */
    private static int end(String text, int from, int room) {
        int most = from + room;
        if (most >= text.length()) {
            return text.length();
        }
        int gap = Math.max(text.lastIndexOf(' ', most - 1), text.lastIndexOf(',', most - 1));
        return gap > from + room / 2 ? gap + 1 : most;
    }
}
