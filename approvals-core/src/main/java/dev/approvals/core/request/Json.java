package dev.approvals.core.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reading and writing our own JSON: strict, with every member demanded by name. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        // A stored call may be megabytes long, as one text.
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(64 * 1024 * 1024)
                        .build());
    }

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String write(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request could not be written as JSON", e);
        }
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored request is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalStateException("A stored request lacks the member \"" + name + "\"");
        }
        return member;
    }

    static String text(JsonNode node, String name) {
        return member(node, name).textValue();
    }

    static int number(JsonNode node, String name) {
        return member(node, name).intValue();
    }

    static boolean flag(JsonNode node, String name) {
        return member(node, name).booleanValue();
    }

    static Instant instant(JsonNode node, String name) {
        return Instant.parse(text(node, name));
    }

    static <E extends Enum<E>> E constant(JsonNode node, String name, Class<E> type) {
        return Enum.valueOf(type, text(node, name));
    }

    /** A member that is left out where there is nothing. */
    static <T> Optional<T> optional(JsonNode node, String name, Function<JsonNode, T> reader) {
        return Optional.ofNullable(node.get(name)).map(reader);
    }

    static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>();
        member(node, name).forEach(element -> list.add(reader.apply(element)));
        return list;
    }

    static <T> void list(ObjectNode node, String name, Collection<T> elements, BiConsumer<T, ObjectNode> writer) {
        ArrayNode array = node.putArray(name);
        elements.forEach(element -> writer.accept(element, array.addObject()));
    }

    static void texts(ObjectNode node, String name, Collection<String> texts) {
        ArrayNode array = node.putArray(name);
        texts.forEach(array::add);
    }

    static List<String> texts(JsonNode node, String name) {
        return list(node, name, JsonNode::textValue);
    }

    static void map(ObjectNode node, String name, Map<String, String> map) {
        ObjectNode object = node.putObject(name);
        map.forEach(object::put);
    }

    static Map<String, String> map(JsonNode node, String name) {
        Map<String, String> map = new LinkedHashMap<>();
        member(node, name)
                .properties()
                .forEach(e -> map.put(e.getKey(), e.getValue().textValue()));
        return map;
    }
}
