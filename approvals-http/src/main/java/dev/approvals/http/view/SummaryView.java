package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.call.ToolCall;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Vote;
import java.util.List;

/** A request in a few lines, as lists show it. */
public final class SummaryView {

    private static final int CODE = 6;

    private SummaryView() {}

    /**
     * A request in a few lines.
     *
     * @param request the request
     * @param flags what a hurried reader might overlook
     * @return JSON to which more may be added
     */
    public static ObjectNode of(ApprovalRequest request, List<String> flags) {
        ToolCall call = request.call();
        ApprovalRequest.Progress progress = request.progress();
        ObjectNode json = Json.object()
                .put("id", call.id())
                .put("code", call.id().substring(0, Math.min(CODE, call.id().length())))
                .put("summary", Words.line(call.summary()))
                .put("tool", Words.line(call.tool().name()))
                .put("risk", Words.lower(call.risk()))
                .put("status", Words.of(progress.status()));
        progress.outcome().ifPresent(outcome -> json.set("outcome", outcome(outcome)));
        who(json, call);
        json.put("realm", Words.line(call.realm()))
                .put("mode", Words.lower(request.terms().mode()))
                .put("rule", Words.line(request.terms().rule()))
                .put("askedAt", call.at().toString())
                .put("decideBy", request.terms().decideBy().toString())
                .put("round", progress.round())
                .put("level", progress.level())
                .put("levels", request.terms().plan().levels().size())
                .put("runLater", call.tool().runLater())
                .put("inboxOnly", request.inboxOnly())
                .put("revision", Revision.of(request));
        progress.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        json.set("needs", needs(request));
        flags.forEach(json.putArray("flags")::add);
        return json;
    }

    private static void who(ObjectNode json, ToolCall call) {
        json.put("agent", Words.line(call.requester().agent().subject()));
        Words.put(
                json,
                "onBehalfOf",
                call.requester().person().map(Principal::toString).map(Words::line));
        if (!call.requester().conversation().isEmpty()) {
            json.put("conversation", Words.line(call.requester().conversation()));
        }
    }

    private static ObjectNode needs(ApprovalRequest request) {
        Level level = request.level();
        long have = request.progress().votes().stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.APPROVE)
                .map(Vote::person)
                .distinct()
                .count();
        ObjectNode needs = Json.object().put("people", level.people()).put("have", have);
        needs.set(
                "groups",
                Words.sorted(level.seats().stream()
                        .map(Seats::groups)
                        .flatMap(groups -> groups.stream())
                        .distinct()
                        .toList()));
        return needs;
    }

    private static ObjectNode outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return Json.object()
                    .put("kind", "refused")
                    .put("code", VisibleText.escape(refused.code().name()));
        }
        return Json.object()
                .put(
                        "kind",
                        outcome instanceof Outcome.Returned
                                ? "returned"
                                : outcome instanceof Outcome.Threw ? "threw" : "unknown");
    }
}
