package dev.approvals.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tree of Jackson's JSON nodes. Only Jackson's own node classes are taken: another may hold what nobody sees.
 *
 * @param declared the declared type, such as {@link JsonNode} or {@link ObjectNode}
 */
record JsonTreePlan(Class<?> declared) implements Plan {
    private static final Set<Class<?>> PLAIN_NODES = Set.of(
            ObjectNode.class,
            ArrayNode.class,
            TextNode.class,
            BooleanNode.class,
            NullNode.class,
            ShortNode.class,
            IntNode.class,
            LongNode.class,
            BigIntegerNode.class,
            FloatNode.class,
            DoubleNode.class,
            DecimalNode.class,
            BinaryNode.class);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!declared.isInstance(live)) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getName() + ", no " + declared.getName(), OpaquePlan.CURE);
        }
        return new Value.Json(tree((JsonNode) live, walk));
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (!declared.isInstance(node(json, walk))) {
            throw walk.unbindable(
                    "is " + PlainJson.describe(json) + ", no " + declared.getSimpleName(), "send such JSON");
        }
        return new Value.Json(json);
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (frozen instanceof Value.Json json) {
            JsonNode node = node(json.tree(), walk);
            if (declared.isInstance(node)) {
                return node;
            }
        }
        throw walk.unthawable("is no " + declared.getName());
    }

    private static Value tree(JsonNode node, Walk walk) {
        walk.value();
        if (!PLAIN_NODES.contains(node.getClass())) {
            throw walk.unrenderable(
                    "is a " + node.getClass().getName() + ", no plain JSON", "pass plain JSON nodes only");
        }
        return switch (node.getNodeType()) {
            case OBJECT -> object(node, walk);
            case ARRAY -> array(node, walk);
            case STRING -> Scalars.freeze(ScalarKind.STRING, node.textValue(), walk);
            case BOOLEAN -> new Value.Scalar(ScalarKind.BOOLEAN, node.booleanValue());
            case NUMBER -> Scalars.freeze(numberKind(node), node.numberValue(), walk);
            case BINARY -> bytes(node, walk);
            default -> Value.NULL;
        };
    }

    private static ScalarKind numberKind(JsonNode node) {
        return ScalarKind.of(node.numberValue().getClass()).orElseThrow();
    }

    private static Value object(JsonNode node, Walk walk) {
        List<Value.Entry> entries = new ArrayList<>(node.size());
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            Value key = Scalars.freeze(ScalarKind.STRING, property.getKey(), walk);
            walk.enter(key);
            entries.add(new Value.Entry(key, tree(property.getValue(), walk)));
            walk.leave();
        }
        return new Value.Mapping(entries);
    }

    private static Value array(JsonNode node, Walk walk) {
        List<Value> items = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            walk.enter(items.size());
            items.add(tree(item, walk));
            walk.leave();
        }
        return new Value.Sequence(Value.Shape.LIST, items);
    }

    private static Value bytes(JsonNode node, Walk walk) {
        try {
            byte[] content = node.binaryValue();
            walk.text(content.length);
            return new Value.Bytes(content);
        } catch (IOException e) {
            throw new UncheckedIOException("a binary JSON node holds its bytes in memory", e);
        }
    }

    private static JsonNode node(Value value, Walk walk) {
        if (value instanceof Value.Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach(entry -> object.set(PlainJson.keyText(entry.key()), node(entry.value(), walk)));
            return object;
        }
        if (value instanceof Value.Sequence sequence) {
            ArrayNode array = NODES.arrayNode(sequence.items().size());
            sequence.items().forEach(item -> array.add(node(item, walk)));
            return array;
        }
        if (value instanceof Value.Bytes bytes) {
            return NODES.binaryNode(bytes.content());
        }
        return value instanceof Value.Scalar scalar ? leaf(scalar, walk) : NODES.nullNode();
    }

    private static JsonNode leaf(Value.Scalar scalar, Walk walk) {
        return switch (scalar.kind()) {
            case STRING -> NODES.textNode((String) scalar.value());
            case BOOLEAN -> NODES.booleanNode((Boolean) scalar.value());
            case SHORT -> ShortNode.valueOf((Short) scalar.value());
            case INT -> IntNode.valueOf((Integer) scalar.value());
            case LONG -> LongNode.valueOf((Long) scalar.value());
            case BIG_INTEGER -> BigIntegerNode.valueOf((BigInteger) scalar.value());
            case FLOAT -> FloatNode.valueOf((Float) scalar.value());
            case DOUBLE -> DoubleNode.valueOf((Double) scalar.value());
            case BIG_DECIMAL -> DecimalNode.valueOf((BigDecimal) scalar.value());
            default -> throw walk.unthawable("holds a " + scalar.kind().tag() + ", which JSON does not");
        };
    }
}
