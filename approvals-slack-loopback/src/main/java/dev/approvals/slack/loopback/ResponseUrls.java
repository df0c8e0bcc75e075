package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.slack.loopback.ChatMethods.Content;
import dev.approvals.slack.loopback.HttpDoor.Answer;
import dev.approvals.slack.loopback.HttpDoor.Ask;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Addresses that answer one click without a token: five times within thirty minutes. Guarded by its workspace. */
final class ResponseUrls {

    static final String ACTIONS = "/actions/";

    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int USES = 5;

    private final Workspace workspace;
    private final Supplier<URI> address;
    private final Map<String, Issued> issued = new HashMap<>();

    private record Issued(String channel, String ts, String user, Instant at, int uses) {}

    ResponseUrls(Workspace workspace, Supplier<URI> address) {
        this.workspace = workspace;
        this.address = address;
    }

    String issue(SlackMessage clicked, String user) {
        String id = workspace.next("R");
        issued.put(id, new Issued(clicked.channel(), clicked.ts(), user, workspace.now(), 0));
        return address.get().resolve(ACTIONS + id).toString();
    }

    Answer answer(Ask ask) {
        String id = ask.path().substring(ACTIONS.length());
        Issued found = issued.get(id);
        if (found == null || workspace.now().isAfter(found.at().plus(LIFE))) {
            return no(404, "expired_url");
        }
        if (found.uses() >= USES) {
            return no(404, "used_url");
        }
        Optional<JsonNode> body = Json.parsed(ask.text()).filter(JsonNode::isObject);
        if (!ask.method().equals("POST") || body.isEmpty()) {
            return no(400, "invalid_payload");
        }
        issued.put(id, new Issued(found.channel(), found.ts(), found.user(), found.at(), found.uses() + 1));
        try {
            done(found, body.get());
            return Answer.json(200, "{\"ok\":true}");
        } catch (Refused refused) {
            return Answer.json(200, refused.answer().toString());
        }
    }

    private static Answer no(int status, String error) {
        return Answer.json(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    private void done(Issued issued, JsonNode body) {
        SlackChannel channel = workspace.channel(issued.channel()).orElseThrow();
        Optional<SlackMessage> clicked = channel.find(issued.ts());
        if (body.path("delete_original").asBoolean()) {
            clicked.ifPresent(message -> channel.replace(message.gone()));
            return;
        }
        Content content = Content.checked(
                body.path("text").asText(), Optional.of(body.path("blocks")).filter(JsonNode::isArray));
        if (body.path("replace_original").asBoolean()) {
            clicked.ifPresent(message -> channel.replace(message.rewritten(
                    Optional.of(content.text()), content.blocks().map(SlackMessage::withIds))));
            return;
        }
        boolean toAll = body.path("response_type").asText().equals("in_channel");
        channel.add(new SlackMessage(
                channel.id,
                workspace.nextTs(),
                body.path("thread_ts").asText(),
                Workspace.BOT_USER,
                toAll ? "" : issued.user(),
                content.text(),
                content.blocks().<JsonNode>map(SlackMessage::withIds).orElseGet(Json::array),
                List.of(),
                Map.of(),
                0,
                false));
    }
}
