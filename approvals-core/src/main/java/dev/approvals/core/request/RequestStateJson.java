package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request's state as JSON, both ways. */
public final class RequestStateJson {

    private RequestStateJson() {}

    /**
     * Writes a state.
     *
     * @param state the state
     * @return JSON
     */
    public static String write(RequestState state) {
        ObjectNode node = Json.object();
        node.put("status", state.status().name());
        node.put("level", state.level());
        node.put("round", state.round());
        Json.list(node, "votes", state.votes(), RequestStateJson::vote);
        ObjectNode deliveries = node.putObject("deliveries");
        state.deliveries().forEach((channel, delivery) -> delivery(delivery, deliveries.putObject(channel)));
        holder(state.holder(), node.putObject("holder"));
        state.useBy().ifPresent(at -> node.put("useBy", at.toString()));
        state.ending().ifPresent(ending -> ending(ending, node.putObject("ending")));
        return Json.write(node);
    }

    /**
     * Reads a state.
     *
     * @param json what {@link #write} gave
     * @return the state
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static RequestState read(String json) {
        return Json.read(json, RequestStateJson::state);
    }

    private static RequestState state(JsonNode node) {
        Map<String, Delivery> deliveries = new LinkedHashMap<>();
        Json.members(node, "deliveries").forEach(e -> deliveries.put(e.getKey(), delivery(e.getValue())));
        return new RequestState(
                Json.constant(node, "status", RequestStatus.class),
                Json.number(node, "level"),
                Json.number(node, "round"),
                Json.list(node, "votes", RequestStateJson::vote),
                deliveries,
                holder(Json.member(node, "holder")),
                Json.optional(node, "useBy", at -> Instant.parse(Json.text(at))),
                Json.optional(node, "ending", RequestStateJson::ending));
    }

    private static void vote(Vote vote, ObjectNode node) {
        Decision decision = vote.decision();
        node.put("request", decision.requestId());
        node.put("round", decision.round());
        node.put("digest", decision.digest());
        node.put("kind", decision.kind().name());
        node.put("issuer", decision.reviewer().account().issuer());
        node.put("subject", decision.reviewer().account().subject());
        node.put("assurance", decision.reviewer().assurance().name());
        node.put("comment", decision.comment());
        decision.scope().ifPresent(scope -> PartsJson.scope(scope, node.putObject("scope")));
        node.put("person", vote.person());
        node.put("at", vote.at().toString());
    }

    private static Vote vote(JsonNode node) {
        Reviewer reviewer = new Reviewer(
                new Principal(Json.text(node, "issuer"), Json.text(node, "subject")),
                Json.constant(node, "assurance", Assurance.class));
        Decision decision = new Decision(
                Json.text(node, "request"),
                Json.number(node, "round"),
                Json.text(node, "digest"),
                Json.constant(node, "kind", Decision.Kind.class),
                reviewer,
                Json.text(node, "comment"),
                Json.optional(node, "scope", PartsJson::scope));
        return new Vote(decision, Json.text(node, "person"), Json.instant(node, "at"));
    }

    private static void delivery(Delivery delivery, ObjectNode node) {
        node.put("reference", delivery.reference());
        node.put("card", delivery.cardDigest());
        node.put("whole", delivery.whole());
    }

    private static Delivery delivery(JsonNode node) {
        return new Delivery(Json.text(node, "reference"), Json.text(node, "card"), Json.flag(node, "whole"));
    }

    private static void holder(RequestState.Holder holder, ObjectNode node) {
        node.put("detached", holder.detached());
        node.put("collected", holder.collected());
        node.put("execution", holder.executionId());
        node.put("fence", holder.fence());
    }

    private static RequestState.Holder holder(JsonNode node) {
        return new RequestState.Holder(
                Json.flag(node, "detached"),
                Json.flag(node, "collected"),
                Json.text(node, "execution"),
                Json.number(node, "fence"));
    }

    private static void ending(Ending ending, ObjectNode node) {
        node.put("kind", ending.kind().name());
        node.put("code", ending.code());
        node.put("text", ending.text());
        node.put("result", ending.result());
    }

    private static Ending ending(JsonNode node) {
        return new Ending(
                Json.constant(node, "kind", Ending.Kind.class),
                Json.text(node, "code"),
                Json.text(node, "text"),
                Json.text(node, "result"));
    }
}
