package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;

/** A vote as JSON, both ways. */
final class VoteJson {

    private VoteJson() {}

    static void write(Vote vote, ObjectNode node) {
        Decision decision = vote.decision();
        node.put("request", decision.requestId());
        node.put("round", decision.round());
        node.put("digest", decision.digest());
        node.put("kind", decision.kind().name());
        reviewer(decision.reviewer(), node);
        node.put("comment", decision.comment());
        decision.scope().ifPresent(scope -> PartsJson.scope(scope, node.putObject("scope")));
        node.put("person", vote.person());
        node.put("at", vote.at().toString());
    }

    static Vote read(JsonNode node) {
        Decision decision = new Decision(
                Json.text(node, "request"),
                Json.number(node, "round"),
                Json.text(node, "digest"),
                Json.constant(node, "kind", Decision.Kind.class),
                reviewer(node),
                Json.text(node, "comment"),
                Json.optional(node, "scope", PartsJson::scope));
        return new Vote(decision, Json.text(node, "person"), Json.instant(node, "at"));
    }

    /** Who it was, as members beside others. */
    static void reviewer(Reviewer reviewer, ObjectNode node) {
        node.put("issuer", reviewer.account().issuer());
        node.put("subject", reviewer.account().subject());
        node.put("assurance", reviewer.assurance().name());
        if (!reviewer.evidence().isEmpty()) {
            node.put("evidence", reviewer.evidence());
        }
    }

    static Reviewer reviewer(JsonNode node) {
        return new Reviewer(
                new Principal(Json.text(node, "issuer"), Json.text(node, "subject")),
                Json.constant(node, "assurance", Assurance.class),
                Json.optional(node, "evidence", Json::text).orElse(""));
    }
}
