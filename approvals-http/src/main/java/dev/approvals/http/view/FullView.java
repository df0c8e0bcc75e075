package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.render.Card;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Vote;

/** A request with all there is to know of it. */
public final class FullView {

    private FullView() {}

    /**
     * A request with all there is to know of it.
     *
     * @param request the request
     * @param card its card, whole
     * @param summary the request in a few lines; it is added to
     * @return the summary with what was added
     */
    public static ObjectNode of(ApprovalRequest request, Card card, ObjectNode summary) {
        summary.put("digest", request.call().digest());
        Words.put(summary, "reason", request.briefing().claim().map(VisibleText::escapeLines));
        summary.set("card", CardView.of(card));
        summary.set("arguments", Json.raw(request.call().arguments().json()));
        summary.set("plan", PlanView.of(request));
        ArrayNode votes = summary.putArray("votes");
        request.progress().votes().forEach(vote -> votes.add(vote(vote)));
        request.briefing()
                .journal()
                .ifPresent(head ->
                        summary.putObject("journal").put("size", head.size()).put("root", head.root()));
        return summary;
    }

    static ObjectNode vote(Vote vote) {
        ObjectNode json = Json.object()
                .put("person", Words.line(vote.person()))
                .put("account", Words.line(vote.decision().reviewer().account().toString()))
                .put("decision", Words.lower(vote.decision().kind()))
                .put("at", vote.at().toString())
                .put("round", vote.decision().round())
                .put("assurance", Words.lower(vote.decision().reviewer().assurance()));
        if (!vote.decision().comment().isEmpty()) {
            json.put("comment", VisibleText.escapeLines(vote.decision().comment()));
        }
        vote.decision().scope().ifPresent(scope -> json.set("scope", PlanView.scope(scope)));
        return json;
    }
}
