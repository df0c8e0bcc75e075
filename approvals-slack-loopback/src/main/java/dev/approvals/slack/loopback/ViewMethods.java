package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Modals: opened for who has just clicked, and updated. */
final class ViewMethods {

    private static final int LARGEST = 250_000;

    private final Workspace workspace;
    private final Triggers triggers;
    private final Map<String, Modal> modals = new LinkedHashMap<>();

    ViewMethods(Workspace workspace, Triggers triggers) {
        this.workspace = workspace;
        this.triggers = triggers;
    }

    void addTo(Methods methods) {
        methods.write("views.open", "", this::open).write("views.update", "", this::update);
    }

    /** Every modal there was, the newest last. Under the workspace's lock. */
    List<Modal> modals() {
        return List.copyOf(modals.values());
    }

    Optional<Modal> modal(String id) {
        return Optional.ofNullable(modals.get(id));
    }

    void put(Modal modal) {
        modals.put(modal.id(), modal);
    }

    private ObjectNode open(ApiCall call) {
        JsonNode view = view(call);
        String user = triggers.exchange(call.required("trigger_id"));
        Modal modal = new Modal(workspace.next("V"), user, workspace.next("hash"), view, true);
        put(modal);
        return answer(modal);
    }

    private ObjectNode update(ApiCall call) {
        JsonNode view = view(call);
        Modal old = modal(call.argument("view_id").orElse(""))
                .filter(Modal::open)
                .orElseThrow(() -> Refused.because("not_found"));
        if (call.argument("hash").filter(hash -> !hash.equals(old.hash())).isPresent()) {
            throw Refused.because("hash_conflict");
        }
        return answer(replaced(old, view));
    }

    /** Shows another view in the place of one. */
    Modal replaced(Modal old, JsonNode view) {
        Modal modal = new Modal(old.id(), old.user(), workspace.next("hash"), view, true);
        put(modal);
        return modal;
    }

    private static ObjectNode answer(Modal modal) {
        ObjectNode answer = Json.object();
        answer.set("view", modal.json());
        return answer;
    }

    private static JsonNode view(ApiCall call) {
        call.required("view");
        return checked(call.json("view", "invalid_arguments").orElseThrow());
    }

    /** A view that passed every check, with ids for its blocks. */
    static JsonNode checked(JsonNode view) {
        if (view.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw Refused.because("view_too_large");
        }
        List<String> wrong = BlockKit.viewErrors(view);
        if (!wrong.isEmpty()) {
            throw Refused.because("invalid_arguments", wrong);
        }
        ObjectNode filled = view.deepCopy();
        filled.set("blocks", SlackMessage.withIds(view.get("blocks")));
        return filled;
    }
}
