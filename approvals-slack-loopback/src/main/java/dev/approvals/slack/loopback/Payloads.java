package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** What Slack tells an app that a person did, in Slack's own shapes. Under the workspace's lock. */
final class Payloads {

    private final Workspace workspace;
    private final Triggers triggers;
    private final ResponseUrls responseUrls;

    Payloads(Workspace workspace, Triggers triggers, ResponseUrls responseUrls) {
        this.workspace = workspace;
        this.triggers = triggers;
        this.responseUrls = responseUrls;
    }

    private ObjectNode about(String type, SlackUser user) {
        ObjectNode payload = Json.object().put("type", type);
        payload.putObject("user")
                .put("id", user.id())
                .put("username", user.name())
                .put("name", user.name())
                .put("team_id", user.team());
        ObjectNode team = payload.put("api_app_id", Workspace.APP)
                .put("token", "loopback-verification")
                .put("trigger_id", triggers.issue(user.id()))
                .put("is_enterprise_install", false)
                .putObject("team")
                .put("id", Workspace.TEAM)
                .put("domain", "loopback");
        if (workspace.enterprise().isEmpty()) {
            return payload.putNull("enterprise");
        }
        team.put("enterprise_id", workspace.enterprise()).put("enterprise_name", "Loopback");
        payload.putObject("enterprise").put("id", workspace.enterprise()).put("name", "Loopback");
        return payload;
    }

    ObjectNode click(SlackUser user, SlackMessage message, JsonNode button) {
        boolean ephemeral = !message.onlyFor().isEmpty();
        ObjectNode payload = about("block_actions", user);
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", message.channel())
                .put("is_ephemeral", ephemeral);
        payload.putObject("channel")
                .put("id", message.channel())
                .put(
                        "name",
                        workspace.channel(message.channel()).orElseThrow().kind == SlackChannel.Kind.DIRECT
                                ? "directmessage"
                                : workspace.channel(message.channel()).orElseThrow().name);
        if (!ephemeral) {
            payload.set("message", message.json());
        }
        payload.putObject("state").putObject("values");
        payload.put("response_url", responseUrls.issue(message, user.id()));
        payload.putArray("actions").add(action(message, button));
        return payload;
    }

    private ObjectNode action(SlackMessage message, JsonNode button) {
        ObjectNode action = Json.object();
        action.put("action_id", button.path("action_id").asText())
                .put(
                        "block_id",
                        message.blockOf(button).orElseThrow().path("block_id").asText());
        action.set("text", button.path("text"));
        for (String member : new String[] {"value", "style", "url"}) {
            Optional.ofNullable(button.get(member)).ifPresent(value -> action.set(member, value));
        }
        return action.put("type", "button").put("action_ts", workspace.nextTs());
    }

    ObjectNode submission(SlackUser user, Modal modal, Map<String, JsonNode> filled) {
        ObjectNode payload = about("view_submission", user);
        payload.set("view", withState(modal, filled));
        payload.putArray("response_urls");
        return payload;
    }

    ObjectNode closing(SlackUser user, Modal modal) {
        ObjectNode payload = about("view_closed", user).put("is_cleared", false);
        payload.remove("trigger_id");
        payload.set("view", withState(modal, Map.of()));
        return payload;
    }

    private static ObjectNode withState(Modal modal, Map<String, JsonNode> filled) {
        ObjectNode view = modal.json();
        ObjectNode values = (ObjectNode) view.at("/state/values");
        for (JsonNode block : modal.inputs()) {
            String id = block.path("block_id").asText();
            values.putObject(id)
                    .set(
                            block.at("/element/action_id").asText(),
                            filled.getOrDefault(id, Entry.empty(block.path("element"))));
        }
        return view;
    }
}
