package dev.approvals.examples.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call in the form in which two of them are compared: keys sorted, numbers by value, no white space.
 *
 * @param tool the tool's name
 * @param arguments the arguments as canonical JSON
 */
record CanonicalCall(String tool, String arguments) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static CanonicalCall of(String tool, JsonNode arguments) {
        return new CanonicalCall(tool, sorted(arguments).toString());
    }

    static CanonicalCall of(String tool, String json) throws JsonProcessingException {
        return of(tool, MAPPER.readTree(json));
    }

    private static JsonNode sorted(JsonNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return new ObjectNode(nodes, members);
        }
        if (node.isArray()) {
            ArrayNode items = nodes.arrayNode(node.size());
            node.forEach(item -> items.add(sorted(item)));
            return items;
        }
        // 250 and 250.0 are one amount.
        return node.isNumber() ? nodes.numberNode(node.decimalValue().stripTrailingZeros()) : node;
    }
}
