package dev.approvals.slack.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Blocks as a page that looks like a message in Slack, so that people can look at them. */
final class SlackPage {

    private static final String STYLE = """
            body { margin: 0; background: #fff; }
            #message { box-sizing: border-box; padding: 16px 20px; font: 15px/1.47 Lato, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif;
              color: #1d1c1d; display: grid; grid-template-columns: 36px 1fr; column-gap: 10px; background: #fff; }
            .face { width: 36px; height: 36px; border-radius: 6px; background: #611f69; color: #fff; font-weight: 700;
              display: grid; place-items: center; }
            .who b { font-weight: 900; } .who i { font-style: normal; font-size: 10px; background: #dddddd; padding: 1px 3px; border-radius: 2px; }
            .who span { color: #616061; font-size: 12px; }
            h1 { font-size: 18px; font-weight: 900; margin: 8px 0 4px; }
            .section { margin: 8px 0 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
            .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 16px; }
            .fields > div { white-space: pre-wrap; overflow-wrap: anywhere; }
            pre { margin: 4px 0; padding: 8px; border: 1px solid #ddd; border-radius: 4px; background: #f8f8f8; white-space: pre-wrap;
              overflow-wrap: anywhere; font: 12px/1.5 Monaco, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
            .context { color: #616061; font-size: 12px; margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            .actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 0; }
            .actions > span { border: 1px solid #bbb; border-radius: 4px; padding: 5px 12px; font-weight: 700; font-size: 13px; }
            .actions > .primary { background: #007a5a; border-color: #007a5a; color: #fff; }
            .actions > .danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
            @media (max-width: 500px) { .fields { grid-template-columns: 1fr; } #message { padding: 12px; } }
            """;

    private final StringBuilder out = new StringBuilder();

    private SlackPage() {}

    static String of(JsonNode blocks) {
        SlackPage page = new SlackPage();
        page.out
                .append(
                        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><style>")
                .append(STYLE)
                .append("</style><div id=message><div class=face>A</div><div>")
                .append("<div class=who><b>Approvals</b> <i>APP</i> <span>9:00 AM</span></div>");
        blocks.forEach(page::block);
        return page.out.append("</div></div></html>").toString();
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> element("h1", "", block.path("text"));
            case "section" -> section(block);
            case "context" -> block.path("elements").forEach(text -> element("div", "context", text));
            case "rich_text" -> block.path("elements").forEach(fence -> element("pre", "", fence.at("/elements/0")));
            case "actions" -> {
                out.append("<div class=actions>");
                block.path("elements")
                        .forEach(button -> element("span", button.path("style").asText(""), button.path("text")));
                out.append("</div>");
            }
            default -> throw new IllegalArgumentException("No picture of " + block);
        }
    }

    private void section(JsonNode block) {
        if (block.has("text")) {
            element("div", "section", block.path("text"));
            return;
        }
        out.append("<div class='section fields'>");
        block.path("fields").forEach(field -> element("div", "", field));
        out.append("</div>");
    }

    private void element(String tag, String style, JsonNode text) {
        String shown = escape(text.path("text").asText());
        if (text.path("type").asText().equals("mrkdwn")) {
            shown = shown.replaceAll("\\*([^*]+)\\*", "<b>$1</b>");
        }
        out.append('<').append(tag).append(" class='").append(style).append("'>");
        out.append(shown).append("</").append(tag).append('>');
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        Map<Character, String> special = Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;");
        text.chars().forEach(c -> escaped.append(special.getOrDefault((char) c, String.valueOf((char) c))));
        return escaped.toString();
    }
}
