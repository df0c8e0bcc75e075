package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A message as it stands, or stood. Immutable.
 *
 * @param channel where it is
 * @param ts its id within the channel
 * @param threadTs the message it answers; empty if none
 * @param author who wrote it
 * @param onlyFor whom alone it is shown to; empty if all
 * @param text the text, shown in notifications where there are blocks
 * @param blocks the blocks, each with an id
 * @param files ids of the files shared by it
 * @param arguments what the caller asked for, such as {@code unfurl_links}
 * @param edits how often it was rewritten
 * @param deleted whether it is gone
 */
public record SlackMessage(
        String channel,
        String ts,
        String threadTs,
        String author,
        String onlyFor,
        String text,
        JsonNode blocks,
        List<String> files,
        Map<String, String> arguments,
        int edits,
        boolean deleted) {

    /** {@return the elements that can be clicked, in their order} */
    public List<JsonNode> buttons() {
        return elements().filter(element -> element.has("action_id")).toList();
    }

    /** {@return the button with an action id or a label} */
    public Optional<JsonNode> button(String actionIdOrLabel) {
        return buttons().stream()
                .filter(button -> button.path("action_id").asText().equals(actionIdOrLabel)
                        || button.at("/text/text").asText().equals(actionIdOrLabel))
                .findFirst();
    }

    /** {@return whether it is an answer in a thread} */
    public boolean inThread() {
        return !threadTs.isEmpty() && !threadTs.equals(ts);
    }

    private Stream<JsonNode> elements() {
        return stream(blocks)
                .flatMap(block -> Stream.concat(stream(block.path("elements")), Stream.of(block.path("accessory"))));
    }

    Optional<JsonNode> blockOf(JsonNode button) {
        return stream(blocks)
                .filter(block -> block.path("accessory").equals(button)
                        || stream(block.path("elements")).anyMatch(button::equals))
                .findFirst();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    SlackMessage rewritten(Optional<String> newText, Optional<JsonNode> newBlocks) {
        return new SlackMessage(
                channel,
                ts,
                threadTs,
                author,
                onlyFor,
                newText.orElse(text),
                newBlocks.orElse(blocks),
                files,
                arguments,
                edits + 1,
                deleted);
    }

    SlackMessage gone() {
        return new SlackMessage(channel, ts, threadTs, author, onlyFor, text, blocks, files, arguments, edits, true);
    }

    ObjectNode json() {
        ObjectNode message = Json.object()
                .put("type", "message")
                .put("user", author)
                .put("bot_id", Workspace.BOT)
                .put("app_id", Workspace.APP)
                .put("team", Workspace.TEAM)
                .put("ts", ts)
                .put("text", text);
        if (!threadTs.isEmpty()) {
            message.put("thread_ts", threadTs);
        }
        if (edits > 0) {
            message.putObject("edited").put("user", author).put("ts", ts);
        }
        message.set("blocks", blocks);
        return message;
    }

    /** The same blocks, each with an id, and each element that can be clicked, too; as Slack fills them in. */
    static ArrayNode withIds(JsonNode blocks) {
        ArrayNode filled = blocks.deepCopy();
        for (int i = 0; i < filled.size(); i++) {
            ObjectNode block = (ObjectNode) filled.get(i);
            if (!block.has("block_id")) {
                block.put("block_id", "b" + i);
            }
            nameActions(block, i);
        }
        return filled;
    }

    private static void nameActions(ObjectNode block, int number) {
        int nth = 0;
        for (JsonNode element : block.path("type").asText().equals("actions") ? block.get("elements") : Json.array()) {
            if (!element.has("action_id")) {
                ((ObjectNode) element).put("action_id", "a" + number + "." + nth);
            }
            nth++;
        }
        for (String single : List.of("accessory", "element")) {
            if (block.path(single).isObject() && !block.path(single).has("action_id")) {
                ((ObjectNode) block.get(single)).put("action_id", "a" + number);
            }
        }
    }
}
