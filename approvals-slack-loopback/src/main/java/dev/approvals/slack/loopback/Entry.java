package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/** What a person types or chooses in a modal, checked as Slack's own client checks it before anything is sent. */
final class Entry {

    private Entry() {}

    static JsonNode empty(JsonNode element) {
        ObjectNode entry = Json.object().put("type", element.path("type").asText());
        return element.path("type").asText().equals("plain_text_input")
                ? entry.putNull("value")
                : entry.putNull("selected_option");
    }

    static JsonNode of(JsonNode block, String typed) {
        JsonNode element = block.path("element");
        String type = element.path("type").asText();
        if (typed.isBlank() && !block.path("optional").asBoolean()) {
            throw unfit(block, "needs an entry");
        }
        return switch (type) {
            case "plain_text_input" -> text(block, element, typed);
            case "static_select", "radio_buttons" -> chosen(block, element, typed);
            case "users_select" -> Json.object().put("type", type).put("selected_user", typed);
            default -> throw unfit(block, "cannot be filled in here: " + type);
        };
    }

    private static JsonNode text(JsonNode block, JsonNode element, String typed) {
        if (typed.length() < element.path("min_length").asInt(0)) {
            throw unfit(block, "needs at least " + element.path("min_length") + " characters");
        }
        if (typed.length() > element.path("max_length").asInt(3_000)) {
            throw unfit(block, "takes at most " + element.path("max_length").asInt(3_000) + " characters");
        }
        if (!element.path("multiline").asBoolean() && typed.contains("\n")) {
            throw unfit(block, "takes one line");
        }
        return typed.isEmpty()
                ? empty(element)
                : Json.object().put("type", "plain_text_input").put("value", typed);
    }

    private static JsonNode chosen(JsonNode block, JsonNode element, String valueOrLabel) {
        JsonNode option = StreamSupport.stream(element.path("options").spliterator(), false)
                .filter(each -> each.path("value").asText().equals(valueOrLabel)
                        || each.at("/text/text").asText().equals(valueOrLabel))
                .findFirst()
                .orElseThrow(() -> unfit(block, "has no such option: " + valueOrLabel));
        ObjectNode entry = Json.object().put("type", element.path("type").asText());
        entry.set("selected_option", option);
        return entry;
    }

    private static IllegalArgumentException unfit(JsonNode block, String why) {
        return new IllegalArgumentException(
                "Slack would not send this modal: \"" + block.at("/label/text").asText() + "\" " + why);
    }
}
