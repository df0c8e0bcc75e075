package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A conversation and what stands in it. Guarded by its workspace. */
final class SlackChannel {

    enum Kind {
        PUBLIC("channels"),
        PRIVATE("groups"),
        DIRECT("im");

        private final String scope;

        Kind(String scope) {
            this.scope = scope;
        }

        /** The scope that reads about it. */
        String readScope() {
            return scope + ":read";
        }
    }

    final String id;
    final String name;
    final Kind kind;
    final Set<String> members = new LinkedHashSet<>();
    private final List<SlackMessage> messages = new ArrayList<>();
    boolean archived;

    SlackChannel(String id, String name, Kind kind) {
        this.id = id;
        this.name = name;
        this.kind = kind;
    }

    List<SlackMessage> messages() {
        return List.copyOf(messages);
    }

    void add(SlackMessage message) {
        messages.add(message);
    }

    Optional<SlackMessage> find(String ts) {
        return messages.stream()
                .filter(message -> message.ts().equals(ts) && !message.deleted())
                .findFirst();
    }

    void replace(SlackMessage with) {
        messages.replaceAll(message -> message.ts().equals(with.ts()) ? with : message);
    }

    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("is_channel", kind == Kind.PUBLIC)
                .put("is_group", false)
                .put("is_im", kind == Kind.DIRECT)
                .put("is_private", kind != Kind.PUBLIC)
                .put("is_archived", archived)
                .put("is_ext_shared", false)
                .put("is_member", members.contains(Workspace.BOT_USER))
                .put("context_team_id", Workspace.TEAM);
    }
}
