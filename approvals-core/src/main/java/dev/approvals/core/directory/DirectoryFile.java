package dev.approvals.core.directory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvals.call.Principal;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads a directory's file strictly: what is not understood is refused, since a slip here gives somebody a vote. */
final class DirectoryFile {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String source;

    DirectoryFile(String source) {
        this.source = source;
    }

    StaticDirectory read(Reader json) throws IOException {
        JsonNode people = field(object(parse(json), "the whole", Set.of("people")), "the whole", "people");
        StaticDirectory.Builder builder = StaticDirectory.builder();
        if (!people.isObject()) {
            throw fault("\"people\"", "must be an object of people by their ids; it is " + what(people));
        }
        for (Map.Entry<String, JsonNode> person : people.properties()) {
            addPerson(builder, person.getKey(), person.getValue());
        }
        return told("people", builder::build);
    }

    private JsonNode parse(Reader json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new IllegalArgumentException(
                    source + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private void addPerson(StaticDirectory.Builder builder, String id, JsonNode json) {
        String where = "person \"" + id + "\"";
        object(json, where, Set.of("groups", "accounts"));
        List<String> groups = new ArrayList<>();
        if (json.has("groups")) {
            for (JsonNode group : array(json.get("groups"), where + ", \"groups\"")) {
                groups.add(text(group, where + ", \"groups\""));
            }
        }
        StaticDirectory.Builder.Accounts accounts = told(where, () -> builder.person(id, groups));
        int index = 0;
        for (JsonNode account : array(field(json, where, "accounts"), where + ", \"accounts\"")) {
            Principal principal = account(account, where + ", account " + ++index);
            told(where, () -> accounts.account(principal));
        }
    }

    private Principal account(JsonNode json, String where) {
        object(json, where, Set.of("issuer", "subject"));
        String issuer = text(field(json, where, "issuer"), where + ", \"issuer\"");
        String subject = text(field(json, where, "subject"), where + ", \"subject\"");
        return told(where, () -> new Principal(issuer, subject));
    }

    private JsonNode object(JsonNode json, String where, Set<String> known) {
        if (!json.isObject()) {
            throw fault(where, "must be an object with " + names(known) + "; it is " + what(json));
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw fault(where, "has an unknown field \"" + field.getKey() + "\"; known are " + names(known));
            }
        }
        return json;
    }

    private JsonNode field(JsonNode json, String where, String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw fault(where, "has no field \"" + name + "\": add it");
        }
        return value;
    }

    private JsonNode array(JsonNode json, String where) {
        if (!json.isArray()) {
            throw fault(where, "must be a list in [ ]; it is " + what(json));
        }
        return json;
    }

    private String text(JsonNode json, String where) {
        if (!json.isTextual() || json.asText().isBlank()) {
            throw fault(where, "must hold text in quotes; it holds " + what(json));
        }
        return json.asText();
    }

    private <T> T told(String where, Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + where + ": " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException fault(String where, String what) {
        return new IllegalArgumentException(source + ": " + where + " " + what);
    }

    private static String what(JsonNode json) {
        return json.isValueNode()
                ? json.toString()
                : "an " + json.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String names(Set<String> known) {
        return known.stream().sorted().map(n -> "\"" + n + "\"").collect(Collectors.joining(" and "));
    }
}
