package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.render.Card;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.view.CardView;
import dev.approvals.http.view.FullView;
import dev.approvals.http.view.Revision;
import dev.approvals.http.view.Views;
import dev.approvals.review.ApprovalRequest;
import java.util.Optional;

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
        Card card = CardView.whole(request, Optional.empty());
        ObjectNode json = FullView.of(request, card, acts.summary(request, visit.viewer()));
        json.set("actions", acts.actions(request, visit.viewer()));
        return Response.json(200, json).with("ETag", "\"" + Revision.of(request) + "\"");
    }

    Response history(Visit visit) {
        ApprovalRequest request = shelf.the(visit);
        ObjectNode json = Json.object();
        ArrayNode events = json.putArray("events");
        shelf.inbox().desk().history(request.id()).forEach(event -> events.add(Views.event(event)));
        return Response.json(200, json);
    }
}
