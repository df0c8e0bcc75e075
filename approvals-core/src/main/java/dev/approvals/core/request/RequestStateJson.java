package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.lifecycle.Holder;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A request's state as JSON, both ways. */
public final class RequestStateJson {

    private static final int VERSION = 1;
    private static final Set<String> MEMBERS =
            Set.of("status", "asking", "votes", "deliveries", "holder", "useBy", "ending");

    private RequestStateJson() {}

    /**
     * Writes a state.
     *
     * @param state the state
     * @return JSON
     */
    public static String write(RequestState state) {
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        node.put("status", state.status().name());
        asking(state.asking(), node.putObject("asking"));
        Json.list(node, "votes", state.votes(), VoteJson::write);
        ObjectNode deliveries = node.putObject("deliveries");
        state.deliveries().forEach((channel, shown) -> shown(shown, deliveries.putObject(channel)));
        holder(state.holder(), node.putObject("holder"));
        state.useBy().ifPresent(at -> node.put("useBy", at.toString()));
        state.ending().ifPresent(ending -> EndingJson.write(ending, node.putObject("ending")));
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
        Json.format(node, VERSION, MEMBERS);
        RequestState.Asking asking = asking(Json.member(node, "asking"));
        Map<String, RequestState.Shown> deliveries = new LinkedHashMap<>();
        Json.members(node, "deliveries").forEach(e -> deliveries.put(e.getKey(), shown(e.getValue(), asking)));
        return new RequestState(
                Json.constant(node, "status", RequestStatus.class),
                asking,
                Json.list(node, "votes", VoteJson::read),
                deliveries,
                holder(Json.member(node, "holder")),
                Json.optional(node, "useBy", at -> Instant.parse(Json.text(at))),
                Json.optional(node, "ending", EndingJson::read));
    }

    private static void asking(RequestState.Asking asking, ObjectNode node) {
        node.put("level", asking.level());
        node.put("round", asking.round());
        node.put("since", asking.since().toString());
        node.put("reminders", asking.reminders());
        if (!asking.earlier().isEmpty()) {
            Json.texts(node, "earlier", asking.earlier());
        }
    }

    private static RequestState.Asking asking(JsonNode node) {
        return new RequestState.Asking(
                Json.number(node, "level"),
                Json.number(node, "round"),
                Json.instant(node, "since"),
                Json.number(node, "reminders"),
                node.has("earlier") ? Set.copyOf(Json.texts(node, "earlier")) : Set.of());
    }

    private static void shown(RequestState.Shown shown, ObjectNode node) {
        Delivery delivery = shown.delivery();
        node.put("reference", delivery.reference());
        node.put("card", delivery.cardDigest());
        node.put("whole", delivery.whole());
        node.put("since", shown.since().toString());
    }

    /** What was stored before that was kept has been shown since the round began, at the earliest. */
    private static RequestState.Shown shown(JsonNode node, RequestState.Asking asking) {
        return new RequestState.Shown(
                new Delivery(Json.text(node, "reference"), Json.text(node, "card"), Json.flag(node, "whole")),
                Json.optional(node, "since", since -> Instant.parse(Json.text(since)))
                        .orElse(asking.since()));
    }

    private static void holder(Holder holder, ObjectNode node) {
        node.put("node", holder.node());
        node.put("detached", holder.detached());
        node.put("collected", holder.collected());
        node.put("handed", holder.handed());
        node.put("execution", holder.executionId());
        node.put("fence", holder.fence());
    }

    private static Holder holder(JsonNode node) {
        return new Holder(
                Json.text(node, "node"),
                new Holder.Handover(
                        Json.flag(node, "detached"), Json.flag(node, "collected"), Json.flag(node, "handed")),
                new Holder.Execution(Json.text(node, "execution"), Json.number(node, "fence")));
    }
}
