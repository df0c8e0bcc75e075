package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.http.exchange.Json;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.tool.Risk;
import java.util.Optional;

/** Who is asked about a request, and what they may do. */
final class PlanView {

    private PlanView() {}

    static ObjectNode of(ApprovalRequest request) {
        ReviewPlan plan = request.terms().plan();
        ObjectNode json = Json.object();
        ArrayNode levels = json.putArray("levels");
        plan.levels().forEach(level -> levels.add(level(level)));
        json.put("minAssurance", Words.lower(plan.assurance())).put("otherPeople", plan.otherPeople());
        json.put("comment", plan.demands().comment());
        if (!plan.demands().dwell().isZero()) {
            json.put("dwell", plan.demands().dwell().toString());
        }
        Words.put(json, "decideWithin", plan.decideWithin());
        Words.put(json, "useWithin", plan.useWithin());
        Words.put(json, "escalateAfter", plan.timing().escalateAfter());
        grantable(request).ifPresent(scope -> json.set("grantable", scope(scope)));
        if (!plan.permits().breakGlass().isEmpty()) {
            json.set("breakGlass", Words.sorted(plan.permits().breakGlass()));
        }
        return json;
    }

    private static Optional<Scope> grantable(ApprovalRequest request) {
        return request.terms()
                .plan()
                .permits()
                .widestGrant()
                .filter(scope -> scope.uses() > 1 && request.call().risk() != Risk.CRITICAL);
    }

    private static ObjectNode level(Level level) {
        ObjectNode json = Json.object().put("people", level.people()).put("describe", Words.line(level.describe()));
        ArrayNode seats = json.putArray("seats");
        level.seats().forEach(seat -> {
            ObjectNode one = seats.addObject().put("people", seat.people());
            one.set("groups", Words.sorted(seat.groups()));
        });
        return json;
    }

    static ObjectNode scope(Scope scope) {
        ObjectNode json = Json.object()
                .put("uses", scope.uses())
                .put("lasts", scope.lasts().toString())
                .put("idle", scope.idle().toString());
        json.set("free", Words.sorted(scope.free()));
        return json;
    }
}
