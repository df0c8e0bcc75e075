package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the arguments of a call out of its body, in the encodings that Slack takes. */
final class Arguments {

    private Arguments() {}

    static Map<String, String> of(HttpDoor.Ask ask, boolean jsonToo) {
        String type = ask.contentType().orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/x-www-form-urlencoded") || ask.length() == 0) {
            return form(ask.text());
        }
        if (type.startsWith("application/json")) {
            // Methods that only read ignore a body of JSON, and miss their arguments then.
            return jsonToo ? json(ask.text()) : Map.of();
        }
        throw Refused.because("invalid_post_type");
    }

    static Map<String, String> form(String body) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw Refused.because("invalid_form_data");
            }
            try {
                found.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw Refused.because("invalid_form_data");
            }
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> json(String body) {
        JsonNode tree = Json.parsed(body).orElseThrow(() -> Refused.because("invalid_json"));
        if (!tree.isObject()) {
            throw Refused.because("json_not_object");
        }
        Map<String, String> found = new LinkedHashMap<>();
        tree.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> found.put(
                        member.getKey(),
                        member.getValue().isContainerNode()
                                ? member.getValue().toString()
                                : member.getValue().asText()));
        return found;
    }
}
