package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the app said to a click or a modal. Immutable.
 *
 * @param taken whether it acknowledged within three seconds of the loopback's clock; else the person sees a warning
 * @param attempts how often it was told
 * @param status the HTTP status; 200 over Socket Mode, 0 where nothing came
 * @param answer what it said beside, if anything
 */
public record Ack(boolean taken, int attempts, int status, Optional<JsonNode> answer) {

    static Ack none(int attempts, int status) {
        return new Ack(false, attempts, status, Optional.empty());
    }

    /** {@return what it did to the modal: {@code errors}, {@code update}, {@code push}, {@code clear}; empty to close it} */
    public String action() {
        return answer.map(said -> said.path("response_action").asText()).orElse("");
    }

    /** {@return what it found wrong with a modal, by block id} */
    public Map<String, String> errors() {
        Map<String, String> errors = new TreeMap<>();
        answer.ifPresent(said -> said.path("errors")
                .properties()
                .forEach(each -> errors.put(each.getKey(), each.getValue().asText())));
        return errors;
    }
}
