package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.slack.loopback.SlackChannel.Kind;
import dev.approvals.slack.loopback.SlackUser.Flag;
import java.util.List;

/** Who is there, and where. */
final class PeopleMethods {

    private static final int PAGE = 100;

    private final Workspace workspace;

    PeopleMethods(Workspace workspace) {
        this.workspace = workspace;
    }

    void addTo(Methods methods) {
        methods.read("users.info", "users:read", this::user)
                .read("users.lookupByEmail", "users:read.email", this::lookup)
                .read("conversations.info", "", this::channel)
                .read("conversations.members", "", this::members)
                .write("conversations.open", "im:write", this::open)
                .read("bots.info", "users:read", this::bot)
                .any("auth.test", this::test);
    }

    private ObjectNode user(ApiCall call) {
        return workspace
                .user(call.required("user"))
                .map(user -> answer(user, call))
                .orElseThrow(() -> Refused.because("user_not_found"));
    }

    private ObjectNode lookup(ApiCall call) {
        return workspace
                .userWithEmail(call.required("email"))
                .filter(user -> !user.is(Flag.DELETED))
                .map(user -> answer(user, call))
                .orElseThrow(() -> Refused.because("users_not_found"));
    }

    private static ObjectNode answer(SlackUser user, ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("user", user.json(call.token().scopes().contains("users:read.email")));
        return answer;
    }

    private SlackChannel readable(ApiCall call) {
        SlackChannel channel =
                workspace.channel(call.required("channel")).orElseThrow(() -> Refused.because("channel_not_found"));
        call.needs(channel.kind.readScope());
        if (channel.kind != Kind.PUBLIC && !channel.members.contains(Workspace.BOT_USER)) {
            throw Refused.because("channel_not_found");
        }
        return channel;
    }

    private ObjectNode channel(ApiCall call) {
        ObjectNode answer = Json.object();
        answer.set("channel", readable(call).json());
        return answer;
    }

    private ObjectNode members(ApiCall call) {
        List<String> all = List.copyOf(readable(call).members);
        int limit = call.argument("limit").map(Integer::parseInt).orElse(PAGE);
        if (limit < 1 || limit > 1_000) {
            throw Refused.because("invalid_limit");
        }
        int from = call.argument("cursor").map(all::indexOf).orElse(0);
        if (from < 0) {
            throw Refused.because("invalid_cursor");
        }
        int to = Math.min(all.size(), from + limit);
        ObjectNode answer = Json.object();
        ArrayNode members = answer.putArray("members");
        all.subList(from, to).forEach(members::add);
        answer.putObject("response_metadata").put("next_cursor", to < all.size() ? all.get(to) : "");
        return answer;
    }

    private ObjectNode open(ApiCall call) {
        String id = call.argument("users").orElseThrow(() -> Refused.because("users_list_not_supplied"));
        SlackUser user = workspace.user(id).orElseThrow(() -> Refused.because("user_not_found"));
        if (user.is(Flag.BOT)) {
            throw Refused.because("cannot_dm_bot");
        }
        if (user.is(Flag.DELETED)) {
            throw Refused.because("user_disabled");
        }
        ObjectNode answer = Json.object();
        answer.putObject("channel").put("id", workspace.direct(id).id);
        return answer;
    }

    private ObjectNode bot(ApiCall call) {
        if (!call.required("bot").equals(Workspace.BOT)) {
            throw Refused.because("bot_not_found");
        }
        ObjectNode answer = Json.object();
        answer.putObject("bot")
                .put("id", Workspace.BOT)
                .put("deleted", false)
                .put("name", "approvals")
                .put("app_id", Workspace.APP)
                .put("user_id", Workspace.BOT_USER);
        return answer;
    }

    private ObjectNode test(ApiCall call) {
        if (call.token().app()) {
            return Json.object().put("app_name", "approvals").put("app_id", Workspace.APP);
        }
        ObjectNode answer = Json.object()
                .put("url", "https://loopback.slack.com/")
                .put("team", Workspace.TEAM_NAME)
                .put("user", "approvals")
                .put("team_id", Workspace.TEAM)
                .put("user_id", Workspace.BOT_USER)
                .put("bot_id", Workspace.BOT)
                .put("is_enterprise_install", false);
        if (!workspace.enterprise().isEmpty()) {
            answer.put("enterprise_id", workspace.enterprise());
        }
        return answer;
    }
}
