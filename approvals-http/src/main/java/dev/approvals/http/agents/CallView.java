package dev.approvals.http.agents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.Claim;
import dev.approvals.RemoteCall;
import dev.approvals.core.text.Cut;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import java.util.Locale;

/** What an agent is told of its call: where it stands, and a text for the model that says what to do. */
final class CallView {

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final String LOOK_AGAIN_SECONDS = "2";

    private CallView() {}

    static Response of(String tool, RemoteCall call) {
        ObjectNode view = Json.object()
                .put("id", call.id())
                .put("tool", tool)
                .put("state", call.state().name().toLowerCase(Locale.ROOT))
                .put("forModel", forModel(tool, call));
        call.outcome().ifPresent(outcome -> view.set("outcome", outcome(outcome)));
        boolean open = call.state() == RemoteCall.State.WAITING;
        Response response = Response.json(open ? 202 : 200, view);
        return open ? response.with("Retry-After", LOOK_AGAIN_SECONDS) : response;
    }

    private static String forModel(String tool, RemoteCall call) {
        return switch (call.state()) {
            case WAITING -> String.valueOf(new ApprovalException.Pending(tool, call.id()).getMessage());
            case READY -> "Approved: " + tool + " may run once (call " + call.id() + ").";
            case RUNNING -> "Running: " + tool + " was started (call " + call.id() + "). Do not repeat it.";
            case ENDED -> call.outcome().map(CallView::forModel).orElse("Ended.");
        };
    }

    /** Other languages read JSON, not what Java prints of a map. */
    private static String forModel(Outcome outcome) {
        if (outcome instanceof Outcome.Returned returned
                && returned.value() != null
                && !(returned.value() instanceof CharSequence)) {
            return Cut.of(PLAIN.valueToTree(returned.value()).toString(), Outcome.MODEL_TEXT_LIMIT)
                    .text();
        }
        return outcome.forModel();
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode view = Json.object();
        if (outcome instanceof Outcome.Returned returned) {
            view.put("kind", "returned");
            if (returned.value() != null) {
                view.set("value", PLAIN.valueToTree(returned.value()));
            }
        } else if (outcome instanceof Outcome.Threw) {
            view.put("kind", "threw");
        } else if (outcome instanceof Outcome.Refused refused) {
            view.put("kind", "refused").put("code", refused.code().name());
        } else {
            view.put("kind", "unknown");
        }
        return view;
    }

    static Response of(Claim claim) {
        ObjectNode view = Json.object()
                .put("id", claim.callId())
                .put("executionId", claim.executionId())
                .put("tool", claim.tool().name());
        view.set("arguments", Json.raw(claim.arguments().json()));
        return Response.json(200, view);
    }
}
