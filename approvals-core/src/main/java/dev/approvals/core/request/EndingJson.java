package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.lifecycle.Ending;
import java.time.Instant;

/** How something ended as JSON, both ways. */
final class EndingJson {

    private EndingJson() {}

    static void write(Ending ending, ObjectNode node) {
        node.put("kind", ending.kind().name());
        node.put("code", ending.code());
        node.put("text", ending.text());
        node.put("result", ending.result());
        ending.at().ifPresent(at -> node.put("at", at.toString()));
    }

    static Ending read(JsonNode node) {
        return new Ending(
                Json.constant(node, "kind", Ending.Kind.class),
                Json.text(node, "code"),
                Json.text(node, "text"),
                Json.text(node, "result"),
                Json.optional(node, "at", at -> Instant.parse(Json.text(at))));
    }
}
