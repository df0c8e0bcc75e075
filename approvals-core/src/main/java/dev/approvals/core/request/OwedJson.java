package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.lifecycle.Owed;
import dev.approvals.review.OwedReview;
import java.util.Set;

/** An owed review as JSON, both ways: what never changes, and whether it was done. */
public final class OwedJson {

    private static final int VERSION = 1;
    private static final Set<String> OWED =
            Set.of("request", "person", "reason", "at", "requester", "plan", "level", "realm");
    private static final Set<String> STATE = Set.of("reviewed");

    private OwedJson() {}

    /**
     * Writes what is owed.
     *
     * @param owed what is owed
     * @return JSON
     */
    public static String write(Owed owed) {
        OwedReview review = owed.review();
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        node.put("request", review.requestId());
        node.put("person", review.person());
        node.put("reason", review.reason());
        node.put("at", review.at().toString());
        PartsJson.requester(owed.requester(), node.putObject("requester"));
        PartsJson.plan(owed.plan(), node.putObject("plan"));
        node.put("level", owed.level());
        node.put("realm", owed.realm());
        return Json.write(node);
    }

    /**
     * Reads what is owed.
     *
     * @param json what {@link #write(Owed)} gave
     * @return what is owed
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static Owed read(String json) {
        return Json.read(json, OwedJson::owed);
    }

    private static Owed owed(JsonNode node) {
        Json.format(node, VERSION, OWED);
        OwedReview review = new OwedReview(
                Json.text(node, "request"),
                Json.text(node, "person"),
                Json.text(node, "reason"),
                Json.instant(node, "at"));
        return new Owed(
                review,
                PartsJson.requester(Json.member(node, "requester")),
                PartsJson.plan(Json.member(node, "plan")),
                Json.number(node, "level"),
                // Reviews that were stored before it was written down do not say it.
                Json.optional(node, "realm", Json::text).orElse(""));
    }

    /**
     * Writes whether it was done.
     *
     * @param state whether it was
     * @return JSON
     */
    public static String write(Owed.State state) {
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        state.reviewed().ifPresent(reviewed -> reviewed(reviewed, node.putObject("reviewed")));
        return Json.write(node);
    }

    /**
     * Reads whether it was done.
     *
     * @param json what {@link #write(Owed.State)} gave
     * @return whether it was
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static Owed.State readState(String json) {
        return Json.read(json, OwedJson::state);
    }

    private static Owed.State state(JsonNode node) {
        Json.format(node, VERSION, STATE);
        return new Owed.State(Json.optional(node, "reviewed", OwedJson::reviewed));
    }

    private static void reviewed(Owed.Reviewed reviewed, ObjectNode node) {
        VoteJson.reviewer(reviewed.reviewer(), node);
        node.put("person", reviewed.person());
        node.put("findings", reviewed.findings());
        node.put("at", reviewed.at().toString());
    }

    private static Owed.Reviewed reviewed(JsonNode node) {
        return new Owed.Reviewed(
                VoteJson.reviewer(node),
                Json.text(node, "person"),
                Json.text(node, "findings"),
                Json.instant(node, "at"));
    }
}
