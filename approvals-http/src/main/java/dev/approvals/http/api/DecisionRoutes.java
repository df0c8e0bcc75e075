package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.http.exchange.Fields;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.view.Revision;
import dev.approvals.http.view.Views;
import dev.approvals.policy.Scope;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people say about a request. */
final class DecisionRoutes {

    private static final int DIGEST = 200;

    private final Shelf shelf;
    private final Acts acts;

    DecisionRoutes(Shelf shelf, Acts acts) {
        this.shelf = shelf;
        this.acts = acts;
    }

    Response decide(Visit visit) {
        ApprovalRequest request = current(visit);
        Fields body = Json.read(visit.request());
        Decision decision = decision(body, request.id(), visit);
        body.done();
        return answer(visit, shelf.inbox().desk().decide(decision));
    }

    private static Decision decision(Fields body, String id, Visit visit) {
        Decision plain = new Decision(
                id,
                body.integer("round"),
                body.text("digest", DIGEST),
                kind(body.text("decision", 20)),
                visit.viewer().reviewer(),
                body.optionalText("comment", Decision.COMMENT_LIMIT).orElse(""));
        Optional<Scope> scope = body.object("scope").map(DecisionRoutes::scope);
        if (scope.isPresent() && plain.kind() != Decision.Kind.APPROVE) {
            throw Problem.of(422, "SCOPE_WITHOUT_APPROVAL", "Only an approval covers further calls")
                    .curedBy("Leave scope out.")
                    .toException();
        }
        return scope.map(plain::covering).orElse(plain);
    }

    private static Scope scope(Fields wanted) {
        Scope usual = Scope.EQUAL;
        Scope scope = new Scope(
                Set.copyOf(wanted.texts("free")),
                wanted.positive("uses"),
                wanted.duration("lasts").orElse(usual.lasts()),
                wanted.duration("idle").orElse(usual.idle()));
        wanted.done();
        return scope;
    }

    private static Decision.Kind kind(String word) {
        return switch (word) {
            case "approve" -> Decision.Kind.APPROVE;
            case "deny" -> Decision.Kind.DENY;
            case "escalate" -> Decision.Kind.ESCALATE;
            case "break_glass" -> Decision.Kind.BREAK_GLASS;
            default ->
                throw Problem.of(400, "WRONG_FIELD", "The body does not say what it must")
                        .saying("decision is approve, deny, escalate or break_glass.")
                        .toException();
        };
    }

    Response withdraw(Visit visit) {
        return act(
                visit,
                "reason",
                words ->
                        shelf.inbox().desk().withdraw(visit.id(), visit.viewer().reviewer(), words));
    }

    Response close(Visit visit) {
        return act(
                visit,
                "note",
                words -> shelf.inbox().desk().close(visit.id(), visit.viewer().reviewer(), words));
    }

    Response review(Visit visit) {
        return act(
                visit,
                "findings",
                words -> shelf.inbox().desk().review(visit.id(), visit.viewer().reviewer(), words));
    }

    private Response act(Visit visit, String member, Function<String, Receipt> desk) {
        current(visit);
        Fields body = Json.read(visit.request());
        String words = body.text(member, Decision.COMMENT_LIMIT);
        body.done();
        return answer(visit, desk.apply(words));
    }

    /** The request, as the sender has seen it. */
    private ApprovalRequest current(Visit visit) {
        ApprovalRequest request = shelf.the(visit);
        String seen = visit.request()
                .header("If-Match")
                .orElseThrow(() -> Problem.of(428, "REVISION_REQUIRED", "The request does not say what was seen")
                        .curedBy("Send If-Match with the ETag of the request that you looked at.")
                        .toException());
        if (!seen.equals("\"" + Revision.of(request) + "\"")) {
            throw Problem.of(412, "STALE_REVISION", "The request has changed since you looked at it")
                    .curedBy("Look at it again.")
                    .toException();
        }
        return request;
    }

    private Response answer(Visit visit, Receipt receipt) {
        if (!receipt.counted()) {
            throw Refused.by(receipt, visit.viewer());
        }
        ObjectNode json = Views.receipt(receipt);
        shelf.find(visit.viewer().person(), visit.id())
                .ifPresent(request -> json.set("request", acts.summary(request, visit.viewer())));
        return Response.json(200, json);
    }
}
