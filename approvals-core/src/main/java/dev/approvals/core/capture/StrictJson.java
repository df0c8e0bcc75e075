package dev.approvals.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a model's JSON as plain values, and refuses what parsers commonly forgive: duplicate keys, trailing commas and
 * tokens, comments, unquoted names, NaN.
 *
 * <p>Whole numbers become int, long or big integer by their size, all others decimals with the digits that were sent.
 */
final class StrictJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // hostile names would fill a shared table
            .build();
    private static final int MOST_SCALE = 1_000;

    private final String json;
    private final Walk walk;
    private final JsonParser parser;

    private StrictJson(String json, Walk walk, JsonParser parser) {
        this.json = json;
        this.walk = walk;
        this.parser = parser;
    }

    /**
     * The one object that the text holds.
     *
     * @throws BindingException if it holds anything else; the message is for the model
     */
    static Value.Mapping object(String json) {
        Walk walk = Walk.overJson("");
        Value value = value(json, walk);
        if (value instanceof Value.Mapping object) {
            return object;
        }
        boolean quoted = value instanceof Value.Scalar scalar && scalar.kind() == ScalarKind.STRING;
        throw walk.unbindable(
                "are " + PlainJson.describe(value) + ", but must be one JSON object",
                quoted ? "send the object itself, not an object written inside a text" : "send {\"name\": value, ...}");
    }

    /** The one value that the text holds. */
    static Value value(String json, Walk walk) {
        if (json.length() > Walk.MOST_TEXT) {
            throw walk.unbindable("hold more than " + Walk.MOST_TEXT + " characters", "send less");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new StrictJson(json, walk, parser).whole();
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private Value whole() throws IOException {
        try {
            parser.nextToken();
            Value value = value();
            if (parser.nextToken() != null) {
                throw walk.unbindable("have more after their end", "send one JSON object and nothing after it");
            }
            return value;
        } catch (JsonProcessingException | NumberFormatException e) {
            throw malformed();
        }
    }

    private Value value() throws IOException {
        walk.value();
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw walk.unbindable("are empty", "send one JSON object, {} where there is nothing to send");
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> list();
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> whole(parser.getNumberType());
            case VALUE_NUMBER_FLOAT -> new Value.Scalar(ScalarKind.BIG_DECIMAL, decimal());
            case VALUE_TRUE -> new Value.Scalar(ScalarKind.BOOLEAN, true);
            case VALUE_FALSE -> new Value.Scalar(ScalarKind.BOOLEAN, false);
            case VALUE_NULL -> Value.NULL;
            default -> throw malformed();
        };
    }

    private Value mapping() throws IOException {
        List<Value.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            walk.enter(name);
            if (!names.add(name)) {
                throw walk.unbindable("is given twice", "send it once");
            }
            Value key = text(name);
            parser.nextToken();
            entries.add(new Value.Entry(key, value()));
            walk.leave();
        }
        return new Value.Mapping(entries);
    }

    private Value list() throws IOException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            walk.enter(items.size());
            items.add(value());
            walk.leave();
        }
        return new Value.Sequence(Value.Shape.LIST, items);
    }

    private Value text(String text) {
        walk.text(text.length());
        return Value.Scalar.of(text);
    }

    private Value whole(JsonParser.NumberType type) throws IOException {
        return switch (type) {
            case INT -> new Value.Scalar(ScalarKind.INT, parser.getIntValue());
            case LONG -> new Value.Scalar(ScalarKind.LONG, parser.getLongValue());
            default -> new Value.Scalar(ScalarKind.BIG_INTEGER, parser.getBigIntegerValue());
        };
    }

    /** A tiny text such as 1e999999999 would fill the memory of whoever writes out its zeros. */
    private BigDecimal decimal() throws IOException {
        BigDecimal decimal = parser.getDecimalValue();
        if (Math.abs((long) decimal.scale()) > MOST_SCALE) {
            throw walk.unbindable("has too large an exponent", "send a number of usual size");
        }
        return decimal;
    }

    private BindingException malformed() throws IOException {
        int offset = (int)
                Math.min(json.length(), Math.max(0, parser.currentLocation().getCharOffset()));
        String before = json.substring(0, offset).stripTrailing();
        boolean comma = before.endsWith(",")
                || (before.length() > 1
                        && before.substring(0, before.length() - 1)
                                .stripTrailing()
                                .endsWith(","));
        String last = parser.currentName() == null ? "" : ", after the field `" + parser.currentName() + "`";
        return walk.unbindable(
                "are no valid JSON at character " + offset + last,
                comma ? "remove the trailing comma" : "send one JSON object without comments or unquoted text");
    }
}
