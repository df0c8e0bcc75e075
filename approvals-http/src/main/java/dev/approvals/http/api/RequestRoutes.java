package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.render.Card;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.view.CardView;
import dev.approvals.http.view.Comparison;
import dev.approvals.http.view.FullView;
import dev.approvals.http.view.Revision;
import dev.approvals.http.view.Views;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.Optional;

/** One request with all there is to know of it. */
final class RequestRoutes {

    /** How many calls back a comparison is looked for. */
    private static final int LOOK_BACK = 200;

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
        precedent(request, visit).ifPresent(before -> json.set("comparison", Comparison.of(before, request)));
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

    /** The last call of the same tool that was approved and has run, of those that this person sees. */
    private Optional<ApprovalRequest> precedent(ApprovalRequest request, Visit visit) {
        return shelf.inbox().desk().newest(RequestStatus.ENDED, "", LOOK_BACK).stream()
                .filter(before ->
                        before.call().tool().id().equals(request.call().tool().id()))
                .filter(before -> before.call().at().isBefore(request.call().at()))
                .filter(before -> before.progress()
                        .outcome()
                        .filter(outcome -> !(outcome instanceof Outcome.Refused))
                        .isPresent())
                .filter(before -> shelf.sees(visit.viewer().person(), before))
                .findFirst();
    }

    Response history(Visit visit) {
        ApprovalRequest request = shelf.the(visit);
        ObjectNode json = Json.object();
        ArrayNode events = json.putArray("events");
        shelf.inbox().desk().history(request.id()).forEach(event -> events.add(Views.event(event)));
        return Response.json(200, json);
    }
}
