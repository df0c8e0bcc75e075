package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.lifecycle.Denials;
import java.time.Instant;
import java.util.Set;

/** The denials of one requester and tool as JSON, both ways. */
public final class DenialsJson {

    private static final int VERSION = 1;
    private static final Set<String> MEMBERS = Set.of("at", "lockedUntil");

    private DenialsJson() {}

    /**
     * Writes denials.
     *
     * @param denials the denials
     * @return JSON
     */
    public static String write(Denials denials) {
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        Json.texts(node, "at", denials.at().stream().map(Instant::toString).toList());
        denials.lockedUntil().ifPresent(until -> node.put("lockedUntil", until.toString()));
        return Json.write(node);
    }

    /**
     * Reads denials.
     *
     * @param json what {@link #write} gave
     * @return the denials
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static Denials read(String json) {
        return Json.read(json, DenialsJson::denials);
    }

    private static Denials denials(JsonNode node) {
        Json.format(node, VERSION, MEMBERS);
        return new Denials(
                Json.list(node, "at", at -> Instant.parse(Json.text(at))),
                Json.optional(node, "lockedUntil", at -> Instant.parse(Json.text(at))));
    }
}
