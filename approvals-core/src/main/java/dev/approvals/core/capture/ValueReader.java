package dev.approvals.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what {@link ValueJson} wrote, and nothing else. */
final class ValueReader {
    /** A structure's field is an object, two arrays and a value deep; a list's item an object and an array. */
    private static final int JSON_LEVELS_PER_VALUE = 4;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth((Walk.MOST_DEPTH + 2) * JSON_LEVELS_PER_VALUE)
                    .maxStringLength(2 * Walk.MOST_TEXT)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser in;

    private ValueReader(JsonParser in) {
        this.in = in;
    }

    static Value value(String json) {
        return read(json, reader -> reader.value(reader.in.nextToken()));
    }

    static Payload payload(String json) {
        return read(json, ValueReader::payload);
    }

    private static <T> T read(String json, Part<T> part) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            ValueReader reader = new ValueReader(parser);
            try {
                T read = part.read(reader);
                reader.expect(parser.nextToken() == null, "nothing more");
                return read;
            } catch (JsonProcessingException e) {
                throw reader.damaged("valid JSON");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private Payload payload() throws IOException {
        expect(in.nextToken() == JsonToken.START_OBJECT, "an object");
        expect("version".equals(in.nextFieldName()), "a version");
        expect(in.nextIntValue(-1) == ValueJson.VERSION, "version " + ValueJson.VERSION);
        expect("arguments".equals(in.nextFieldName()), "arguments");
        List<NamedValue> arguments = items(in.nextToken(), ValueReader::argument);
        expect(in.nextToken() == JsonToken.END_OBJECT, "the end");
        return new Payload(arguments);
    }

    private NamedValue argument(JsonToken token) throws IOException {
        expect(token == JsonToken.START_ARRAY, "an argument");
        String name = text(in.nextToken());
        String type = text(in.nextToken());
        Value.Field field = marked(name, value(in.nextToken()));
        return new NamedValue(name, type, field.value(), field.sensitive(), field.reason());
    }

    private Value value(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return Value.NULL;
        }
        if (token == JsonToken.VALUE_STRING) {
            return Value.Scalar.of(in.getText());
        }
        expect(token == JsonToken.START_OBJECT, "a value");
        String tag = in.nextFieldName();
        expect(tag != null, "a kind of value");
        Value value = tagged(tag, in.nextToken());
        expect(in.nextToken() == JsonToken.END_OBJECT, "one kind of value");
        return value;
    }

    private Value tagged(String tag, JsonToken token) throws IOException {
        Optional<Value.Shape> shape = Stream.of(Value.Shape.values())
                .filter(each -> ValueJson.tag(each).equals(tag))
                .findFirst();
        if (shape.isPresent()) {
            return new Value.Sequence(shape.get(), items(token, ValueReader::value));
        }
        return switch (tag) {
            case ValueJson.ENUM -> pair(token, type -> new Value.Constant(type, text(in.nextToken())));
            case ValueJson.BYTES -> bytes(text(token));
            case ValueJson.MAP -> new Value.Mapping(items(token, ValueReader::entry));
            case ValueJson.STRUCTURE ->
                pair(token, type -> new Value.Structure(type, items(in.nextToken(), ValueReader::field)));
            case ValueJson.JSON -> new Value.Json(value(token));
            case ValueJson.RENDERED -> pair(token, type -> new Value.Rendered(type, value(in.nextToken())));
            case ValueJson.MASKED -> new Value.Masked(text(token));
            default -> scalar(tag, text(token));
        };
    }

    private Value scalar(String tag, String text) {
        ScalarKind kind = ScalarKind.ofTag(tag).orElseThrow(() -> damaged("a known kind of value"));
        try {
            Object value = kind.parse(text);
            expect(kind.text(kind.canonical(value)).equals(text), "a canonical " + tag);
            return new Value.Scalar(kind, value);
        } catch (RuntimeException e) {
            throw damaged("a canonical " + tag);
        }
    }

    private Value bytes(String base64) {
        try {
            byte[] content = Base64.getDecoder().decode(base64);
            expect(Base64.getEncoder().encodeToString(content).equals(base64), "canonical base64");
            return new Value.Bytes(content);
        } catch (IllegalArgumentException e) {
            throw damaged("canonical base64");
        }
    }

    private Value.Entry entry(JsonToken token) throws IOException {
        expect(token == JsonToken.START_ARRAY, "an entry");
        Value.Entry entry = new Value.Entry(value(in.nextToken()), value(in.nextToken()));
        expect(in.nextToken() == JsonToken.END_ARRAY, "the end of the entry");
        return entry;
    }

    private Value.Field field(JsonToken token) throws IOException {
        expect(token == JsonToken.START_ARRAY, "a field");
        String name = text(in.nextToken());
        return marked(name, value(in.nextToken()));
    }

    /** Reads the marks that follow a value, and the end of the array that holds them. */
    private Value.Field marked(String name, Value value) throws IOException {
        JsonToken next = in.nextToken();
        boolean sensitive = isMark(next, ValueJson.SENSITIVE);
        next = sensitive ? in.nextToken() : next;
        boolean reason = isMark(next, ValueJson.REASON);
        next = reason ? in.nextToken() : next;
        expect(next == JsonToken.END_ARRAY, "the end of the argument or field");
        return new Value.Field(name, value, sensitive, reason);
    }

    private Value pair(JsonToken token, Typed typed) throws IOException {
        expect(token == JsonToken.START_ARRAY, "a typed value");
        Value value = typed.read(text(in.nextToken()));
        expect(in.nextToken() == JsonToken.END_ARRAY, "the end of the typed value");
        return value;
    }

    private <T> List<T> items(JsonToken token, Item<T> item) throws IOException {
        expect(token == JsonToken.START_ARRAY, "a list");
        List<T> items = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            items.add(item.read(this, next));
            expect(items.size() <= Walk.MOST_VALUES, "at most " + Walk.MOST_VALUES + " items");
        }
        return items;
    }

    private String text(JsonToken token) throws IOException {
        expect(token == JsonToken.VALUE_STRING, "a text");
        return in.getText();
    }

    private boolean isMark(JsonToken token, String mark) throws IOException {
        return token == JsonToken.VALUE_STRING && in.getText().equals(mark);
    }

    private void expect(boolean met, String what) {
        if (!met) {
            throw damaged(what);
        }
    }

    private IllegalArgumentException damaged(String expected) {
        return new IllegalArgumentException("the stored payload is damaged, or of another version: expected " + expected
                + " before character " + in.currentLocation().getCharOffset());
    }

    @FunctionalInterface
    private interface Part<T> {
        T read(ValueReader reader) throws IOException;
    }

    @FunctionalInterface
    private interface Item<T> {
        T read(ValueReader reader, JsonToken first) throws IOException;
    }

    @FunctionalInterface
    private interface Typed {
        Value read(String type) throws IOException;
    }
}
