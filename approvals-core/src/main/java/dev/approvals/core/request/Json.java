package dev.approvals.core.request;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reading and writing our own JSON: strict, with every member demanded by name. */
final class Json {

    /** The last character below the halves of those beyond it: a lone half has no UTF-8, so that a store would lose it. */
    private static final int LAST_BEFORE_HALVES = 0xD7FF;

    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .highestNonEscapedChar(LAST_BEFORE_HALVES)
                    // A stored call may be megabytes long, as one text.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

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

    /**
     * Reads JSON.
     *
     * @throws IllegalStateException if it is no JSON, or not what the reader wants
     */
    static <T> T read(String json, Function<JsonNode, T> reader) {
        try {
            return reader.apply(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored row is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("A stored row cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Demands a format, and that there is nothing in it that this version does not know: what is passed over might be a
     * restriction.
     */
    static void format(JsonNode node, int version, Set<String> names) {
        if (number(node, "v") != version) {
            throw new IllegalStateException("A stored row is of format " + number(node, "v") + "; this version reads "
                    + version + ": use the version that wrote it");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!name.equals("v") && !names.contains(name)) {
                throw new IllegalStateException("A stored row has the member \"" + name
                        + "\", which this version does not know: use the version that wrote it");
            }
        });
    }

    static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            throw new IllegalStateException("A stored row lacks the member \"" + name + "\"");
        }
        return member;
    }

    private static JsonNode member(JsonNode node, String name, Predicate<JsonNode> fits, String wanted) {
        JsonNode member = member(node, name);
        if (!fits.test(member)) {
            throw new IllegalStateException("The member \"" + name + "\" of a stored row is not " + wanted);
        }
        return member;
    }

    static String text(JsonNode node, String name) {
        return member(node, name, JsonNode::isTextual, "a text").textValue();
    }

    /** A text that stands for itself, in a list or as a member. */
    static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalStateException("A stored row has " + node.getNodeType() + " in place of a text");
        }
        return node.textValue();
    }

    static int number(JsonNode node, String name) {
        return member(node, name, n -> n.isIntegralNumber() && n.canConvertToInt(), "a whole number")
                .intValue();
    }

    static long count(JsonNode node, String name) {
        return member(node, name, n -> n.isIntegralNumber() && n.canConvertToLong(), "a whole number")
                .longValue();
    }

    static boolean flag(JsonNode node, String name) {
        return member(node, name, JsonNode::isBoolean, "true or false").booleanValue();
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
        member(node, name, JsonNode::isArray, "a list").forEach(element -> list.add(reader.apply(element)));
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
        return list(node, name, Json::text);
    }

    static void map(ObjectNode node, String name, Map<String, String> map) {
        ObjectNode object = node.putObject(name);
        map.forEach(object::put);
    }

    static Map<String, String> map(JsonNode node, String name) {
        Map<String, String> map = new LinkedHashMap<>();
        members(node, name).forEach(e -> map.put(e.getKey(), text(e.getValue())));
        return map;
    }

    static Set<Map.Entry<String, JsonNode>> members(JsonNode node, String name) {
        return member(node, name, JsonNode::isObject, "an object").properties();
    }
}
