package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.render.Card;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.view.CardView;
import dev.approvals.http.view.FullView;
import dev.approvals.http.view.Revision;
import dev.approvals.http.view.Views;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;

/** One request with all there is to know of it. */
final class RequestRoutes {

    private final Shelf shelf;
    private final Acts acts;

    RequestRoutes(Shelf shelf, Acts acts) {
        this.shelf = shelf;
        this.acts = acts;
    }

    Response get(Visit visit) {
        ApprovalRequest request = shelf.the(visit);
        Card card = CardView.whole(request);
        record(request, card, visit);
        ObjectNode json = FullView.of(request, card, acts.summary(request, visit.viewer()));
        json.set("actions", acts.actions(request, visit.viewer()));
        return Response.json(200, json).with("ETag", "\"" + Revision.of(request) + "\"");
    }

    /** Before it is handed out: what somebody has seen is in the audit, or they have not seen it. */
    private void record(ApprovalRequest request, Card card, Visit visit) {
        if (request.progress().status() == RequestStatus.PENDING) {
            Delivery view = new Delivery(Inbox.NAME, card.digest(), card.whole());
            Receipt receipt = shelf.inbox()
                    .desk()
                    .shown(
                            request.id(),
                            request.progress().round(),
                            visit.viewer().reviewer(),
                            view);
            if (!receipt.counted()) {
                throw Refused.by(receipt, visit.viewer());
            }
        }
    }

    Response history(Visit visit) {
        ApprovalRequest request = shelf.the(visit);
        ObjectNode json = Json.object();
        ArrayNode events = json.putArray("events");
        shelf.inbox().desk().history(request.id()).forEach(event -> events.add(Views.event(event)));
        return Response.json(200, json);
    }
}
