package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.slack.loopback.SlackChannel.Kind;
import java.util.List;
import java.util.Optional;

/** Messages: posted, rewritten, deleted, and shown to one person only. */
final class ChatMethods {

    private static final int LONGEST_TEXT = 40_000;

    private final Workspace workspace;

    ChatMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    void addTo(Methods methods) {
        methods.write("chat.postMessage", "chat:write", this::post)
                .write("chat.update", "chat:write", this::update)
                .write("chat.delete", "chat:write", this::delete)
                .write("chat.postEphemeral", "chat:write", this::whisper);
    }

    private ObjectNode post(ApiCall call) {
        if (call.argument("username").isPresent() || call.argument("icon_emoji").isPresent()) {
            call.needs("chat:write.customize");
        }
        SlackChannel channel = writable(call, true);
        Content content = Content.of(call);
        String threadTs = call.argument("thread_ts").orElse("");
        if (!threadTs.isEmpty() && channel.find(threadTs).isEmpty()) {
            throw Refused.because("thread_not_found");
        }
        SlackMessage message = content.message(channel.id, workspace.nextTs(), threadTs, "", call);
        channel.add(message);
        return answer(message);
    }

    private ObjectNode whisper(ApiCall call) {
        SlackChannel channel = writable(call, false);
        String user = call.required("user");
        if (!channel.members.contains(user)) {
            throw Refused.because("user_not_in_channel");
        }
        Content content = Content.of(call);
        SlackMessage message = content.message(
                channel.id, workspace.nextTs(), call.argument("thread_ts").orElse(""), user, call);
        channel.add(message);
        return Json.object().put("message_ts", message.ts());
    }

    private ObjectNode update(ApiCall call) {
        SlackChannel channel = known(call.required("channel"));
        SlackMessage old = own(channel, call.required("ts"), "cant_update_message");
        Content content = Content.of(call);
        SlackMessage message =
                old.rewritten(Optional.of(content.text()), content.blocks().map(SlackMessage::withIds));
        channel.replace(message);
        return answer(message).put("text", message.text());
    }

    private ObjectNode delete(ApiCall call) {
        SlackChannel channel = known(call.required("channel"));
        SlackMessage old = own(channel, call.required("ts"), "cant_delete_message");
        channel.replace(old.gone());
        return Json.object().put("channel", channel.id).put("ts", old.ts());
    }

    private SlackMessage own(SlackChannel channel, String ts, String otherwise) {
        SlackMessage message = channel.find(ts)
                .filter(found -> found.onlyFor().isEmpty())
                .orElseThrow(() -> Refused.because("message_not_found"));
        if (!message.author().equals(Workspace.BOT_USER)) {
            throw Refused.because(otherwise);
        }
        return message;
    }

    private static ObjectNode answer(SlackMessage message) {
        ObjectNode answer = Json.object().put("channel", message.channel()).put("ts", message.ts());
        answer.set("message", message.json());
        return answer;
    }

    /** The conversation that a call names, by its own id or, where that will do, by a person's. */
    private SlackChannel writable(ApiCall call, boolean peopleToo) {
        String id = call.required("channel");
        if (peopleToo && workspace.user(id).isPresent()) {
            return workspace.direct(id);
        }
        SlackChannel channel = known(id);
        if (!channel.members.contains(Workspace.BOT_USER)
                && !call.token().scopes().contains("chat:write.public")) {
            throw Refused.because("not_in_channel");
        }
        if (channel.archived) {
            throw Refused.because("is_archived");
        }
        return channel;
    }

    private SlackChannel known(String id) {
        return workspace
                .channel(id)
                .filter(found -> found.kind == Kind.PUBLIC || found.members.contains(Workspace.BOT_USER))
                .orElseThrow(() -> Refused.because("channel_not_found"));
    }

    /** Text and blocks of a message that passed every check. */
    record Content(String text, Optional<JsonNode> blocks) {
        static Content of(ApiCall call) {
            return checked(call.argument("text").orElse(""), call.json("blocks", "invalid_blocks_format"));
        }

        static Content checked(String text, Optional<JsonNode> blocks) {
            if (text.isEmpty() && blocks.isEmpty()) {
                throw Refused.because("no_text");
            }
            if (text.length() > LONGEST_TEXT) {
                throw Refused.because("msg_too_long");
            }
            blocks.ifPresent(Content::check);
            return new Content(text, blocks);
        }

        private static void check(JsonNode blocks) {
            if (!blocks.isArray()) {
                throw Refused.because("invalid_blocks_format");
            }
            List<String> wrong = BlockKit.messageErrors(blocks);
            if (!wrong.isEmpty()) {
                throw Refused.because("invalid_blocks", wrong);
            }
            if (BlockKit.characters(blocks) > BlockKit.MESSAGE_CHARACTERS) {
                throw Refused.because("msg_blocks_too_long");
            }
        }

        SlackMessage message(String channel, String ts, String threadTs, String onlyFor, ApiCall call) {
            ArrayNode shown = blocks.map(SlackMessage::withIds).orElseGet(Json::array);
            return new SlackMessage(
                    channel,
                    ts,
                    threadTs,
                    Workspace.BOT_USER,
                    onlyFor,
                    text,
                    shown,
                    List.of(),
                    call.arguments(),
                    0,
                    false);
        }
    }
}
