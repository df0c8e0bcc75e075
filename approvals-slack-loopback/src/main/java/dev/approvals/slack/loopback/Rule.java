package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a value must be. */
@FunctionalInterface
interface Rule {

    void check(JsonNode value, Walk walk);

    /** A string of so many characters. */
    static Rule string(int least, int most) {
        return string(least, most, (text, walk) -> {});
    }

    /** A string that counts towards the length of a message. */
    static Rule text(int least, int most) {
        return string(least, most, (text, walk) -> walk.text(text));
    }

    /** A string of so many characters, and what else is done with it. */
    static Rule string(int least, int most, BiConsumer<String, Walk> also) {
        return (value, walk) -> {
            if (!value.isTextual()) {
                walk.wrong("must provide a string");
                return;
            }
            String text = value.textValue();
            if (text.length() < least) {
                walk.wrong("must be more than " + (least - 1) + " characters");
            }
            if (text.length() > most) {
                walk.wrong("must be less than " + (most + 1) + " characters");
            }
            also.accept(text, walk);
        };
    }

    /** An address for a browser. */
    static Rule address() {
        return string(1, 3_000, (text, walk) -> {
            if (!text.matches("https?://\\S+")) {
                walk.wrong("must be a valid URL");
            }
        });
    }

    static Rule bool() {
        return (value, walk) -> {
            if (!value.isBoolean()) {
                walk.wrong("must provide a boolean");
            }
        };
    }

    static Rule integer(int least, int most) {
        return (value, walk) -> {
            if (!value.isInt()) {
                walk.wrong("must provide an integer");
            } else if (value.intValue() < least || value.intValue() > most) {
                walk.wrong("must be from " + least + " to " + most);
            }
        };
    }

    static Rule oneOf(String... words) {
        return (value, walk) -> {
            if (!List.of(words).contains(value.asText())) {
                walk.wrong("must be one of " + List.of(words));
            }
        };
    }

    static Rule list(int least, int most, Rule item) {
        return (value, walk) -> {
            if (!value.isArray()) {
                walk.wrong("must provide an array");
                return;
            }
            if (value.size() < least) {
                walk.wrong("no less than " + least + " items allowed");
            }
            if (value.size() > most) {
                walk.wrong("no more than " + most + " items allowed");
            }
            for (int i = 0; i < value.size(); i++) {
                item.check(value.get(i), walk.in(i));
            }
        };
    }

    /** An object whose member {@code type} says which rule holds. */
    static Rule byType(Map<String, ? extends Rule> rules) {
        return (value, walk) -> {
            if (!value.isObject()) {
                walk.wrong("must provide an object");
                return;
            }
            Rule rule = rules.get(value.path("type").asText());
            if (rule == null) {
                walk.in("type").wrong("unsupported type: " + value.path("type").asText("none"));
            } else {
                rule.check(value, walk);
            }
        };
    }
}
