package dev.approvals.slack.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What Socket Mode wraps around an interaction.
 *
 * @param id by which it is acknowledged, and known again when it comes twice
 * @param payload the interaction
 */
record Envelope(String id, ObjectNode payload) {

    private static final int LONGEST_ID = 100;

    /** {@return the envelope, or empty where it is none} */
    static Optional<Envelope> of(ObjectNode message) {
        String id = message.path("envelope_id").asText();
        return !id.isEmpty() && id.length() <= LONGEST_ID && message.get("payload") instanceof ObjectNode payload
                ? Optional.of(new Envelope(id, payload))
                : Optional.empty();
    }

    /** {@return what to send back; nothing where Slack should show that it was not taken} */
    Optional<String> answer(Acknowledgement acknowledgement) {
        ObjectNode answer = StrictJson.object().put("envelope_id", id);
        if (acknowledgement instanceof Acknowledgement.Taken) {
            return Optional.of(answer.toString());
        }
        return acknowledgement instanceof Acknowledgement.Errors errors
                ? Optional.of(answer.set("payload", errors.body()).toString())
                : Optional.empty();
    }
}
