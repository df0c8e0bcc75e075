package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.http.exchange.Fields;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.view.Views;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Grant;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Receipt;
import java.util.Optional;
import java.util.stream.Stream;

/** What outlives a decision: grants, and reviews that are owed. */
final class GrantRoutes {

    private final Shelf shelf;

    GrantRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    Response grants(Visit visit) {
        ObjectNode json = Json.object();
        ArrayNode grants = json.putArray("grants");
        visible(visit).forEach(grant -> grants.add(Views.grant(grant)));
        return Response.json(200, json.put("now", shelf.inbox().desk().now().toString()));
    }

    private Stream<Grant> visible(Visit visit) {
        return shelf.inbox().desk().grants().stream()
                .filter(grant ->
                        shelf.find(visit.viewer().person(), grant.requestId()).isPresent());
    }

    Response revoke(Visit visit) {
        if (visible(visit).noneMatch(grant -> grant.id().equals(visit.id()))) {
            throw Problem.of(404, "UNKNOWN_GRANT", "There is no such grant")
                    .saying("It was never there, is over, or is not for you.")
                    .toException();
        }
        Fields body = Json.read(visit.request());
        String reason = body.text("reason", Decision.COMMENT_LIMIT);
        body.done();
        Receipt receipt = shelf.inbox().desk().revoke(visit.id(), visit.viewer().reviewer(), reason);
        if (!receipt.counted()) {
            throw Refused.by(receipt, visit.viewer());
        }
        return Response.json(200, Views.receipt(receipt));
    }

    Response owed(Visit visit) {
        ObjectNode json = Json.object();
        ArrayNode owed = json.putArray("owed");
        for (OwedReview review : shelf.inbox().desk().owedReviews()) {
            Optional<ApprovalRequest> request = shelf.find(visit.viewer().person(), review.requestId());
            request.ifPresent(of -> {
                ObjectNode one = Views.owed(review);
                one.set("request", shelf.summary(of));
                owed.add(one);
            });
        }
        return Response.json(200, json);
    }
}
