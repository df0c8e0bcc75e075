package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditEvent;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.Grant;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Receipt;

/** The smaller things in JSON. */
public final class Views {

    private Views() {}

    /**
     * The answer to a decision.
     *
     * @param receipt the desk's answer
     * @return JSON to which more may be added
     */
    public static ObjectNode receipt(Receipt receipt) {
        ObjectNode json = Json.object()
                .put("requestId", receipt.requestId())
                .put("status", Words.of(receipt.status()))
                .put("counted", receipt.counted())
                .put("message", VisibleText.escape(receipt.message()));
        receipt.refusal().ifPresent(code -> json.put("refusal", code.name()));
        return json;
    }

    /**
     * A grant.
     *
     * @param grant the grant
     * @return its JSON
     */
    public static ObjectNode grant(Grant grant) {
        ObjectNode json = Json.object()
                .put("id", grant.id())
                .put("requestId", grant.requestId())
                .put("tool", Words.line(grant.tool()))
                .put("summary", Words.line(grant.summary()))
                .put("agent", Words.line(grant.requester().agent().subject()));
        Words.put(json, "onBehalfOf", grant.requester().person().map(person -> Words.line(person.toString())));
        json.put("usesLeft", grant.usesLeft()).put("until", grant.until().toString());
        json.set("scope", PlanView.scope(grant.scope()));
        ArrayNode votes = json.putArray("votes");
        grant.votes().forEach(vote -> votes.add(FullView.vote(vote)));
        return json;
    }

    /**
     * A review that is owed.
     *
     * @param owed the review
     * @return its JSON
     */
    public static ObjectNode owed(OwedReview owed) {
        return Json.object()
                .put("requestId", owed.requestId())
                .put("person", Words.line(owed.person()))
                .put("reason", VisibleText.escapeLines(owed.reason()))
                .put("at", owed.at().toString());
    }

    /**
     * One step in the life of a request.
     *
     * @param event the event
     * @return its JSON
     */
    public static ObjectNode event(AuditEvent event) {
        ObjectNode json = Json.object()
                .put("type", event.type().name())
                .put("at", event.at().toString())
                .put("sequence", event.sequence());
        ObjectNode facts = json.putObject("facts");
        event.facts().forEach((name, text) -> facts.put(name, VisibleText.escapeLines(text)));
        return json;
    }
}
