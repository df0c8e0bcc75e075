package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A modal as one person sees it. Immutable.
 *
 * @param id Slack's id
 * @param user who sees it
 * @param hash changes with every update
 * @param view what the app gave, with ids for its blocks
 * @param open whether it still stands there
 */
public record Modal(String id, String user, String hash, JsonNode view, boolean open) {

    /** {@return the title} */
    public String title() {
        return view.at("/title/text").asText();
    }

    /** {@return what the app keeps in it} */
    public String privateMetadata() {
        return view.path("private_metadata").asText();
    }

    /** {@return the blocks that ask for something} */
    public List<JsonNode> inputs() {
        return StreamSupport.stream(view.path("blocks").spliterator(), false)
                .filter(block -> block.path("type").asText().equals("input"))
                .toList();
    }

    Optional<JsonNode> input(String blockOrActionId) {
        return inputs().stream()
                .filter(block -> block.path("block_id").asText().equals(blockOrActionId)
                        || block.at("/element/action_id").asText().equals(blockOrActionId))
                .findFirst();
    }

    Modal closed() {
        return new Modal(id, user, hash, view, false);
    }

    /** As the API and interactions tell it. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("id", id)
                .put("team_id", Workspace.TEAM)
                .put("private_metadata", "")
                .put("callback_id", "")
                .put("external_id", "")
                .put("hash", hash)
                .put("clear_on_close", false)
                .put("notify_on_close", false)
                .put("root_view_id", id)
                .put("app_id", Workspace.APP)
                .put("app_installed_team_id", Workspace.TEAM)
                .put("bot_id", Workspace.BOT)
                .putNull("previous_view_id");
        view.properties().forEach(member -> json.set(member.getKey(), member.getValue()));
        json.putObject("state").putObject("values");
        return json;
    }
}
