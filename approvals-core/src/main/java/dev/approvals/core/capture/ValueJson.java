package dev.approvals.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/**
 * Stores values as JSON with explicit kinds, and reads them back equal: scale, NaN, order and lone surrogates survive.
 *
 * <p>A text stands for itself, every other value is an object of one member, such as {@code {"int":"5"}}. The output is
 * ASCII. Reading is strict and bounded and makes values only: class names in it are compared later with what the tool
 * declares, and never loaded.
 */
public final class ValueJson {
    /** The version of the stored form. */
    static final int VERSION = 1;

    static final String ENUM = "enum";
    static final String BYTES = "bytes";
    static final String MAP = "map";
    static final String STRUCTURE = "structure";
    static final String JSON = "json";
    static final String RENDERED = "rendered";
    static final String MASKED = "masked";
    static final String SENSITIVE = "sensitive";
    static final String REASON = "reason";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // a lone surrogate has no UTF-8, so a store would lose it
            .build();

    private final JsonGenerator out;

    private ValueJson(JsonGenerator out) {
        this.out = out;
    }

    /**
     * The stored form of a value.
     *
     * @param value the value
     * @return ASCII JSON
     */
    public static String write(Value value) {
        return written(json -> json.value(value));
    }

    /**
     * The stored form of a call's arguments.
     *
     * @param payload the arguments
     * @return ASCII JSON
     */
    public static String write(Payload payload) {
        return written(json -> json.payload(payload));
    }

    /**
     * Reads a stored value.
     *
     * @param json what {@link #write(Value)} wrote
     * @return an equal value
     * @throws IllegalArgumentException if it is anything else; the message says where
     */
    public static Value read(String json) {
        return ValueReader.value(json);
    }

    /**
     * Reads stored arguments.
     *
     * @param json what {@link #write(Payload)} wrote
     * @return an equal payload
     * @throws IllegalArgumentException if it is anything else; the message says where
     */
    public static Payload readPayload(String json) {
        return ValueReader.payload(json);
    }

    private static String written(Part part) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            part.write(new ValueJson(generator));
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private void payload(Payload payload) throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", VERSION);
        out.writeArrayFieldStart("arguments");
        for (NamedValue argument : payload.values()) {
            out.writeStartArray();
            out.writeString(argument.name());
            out.writeString(argument.type());
            value(argument.value());
            mark(argument.sensitive(), SENSITIVE);
            mark(argument.reason(), REASON);
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void mark(boolean set, String mark) throws IOException {
        if (set) {
            out.writeString(mark);
        }
    }

    private void value(Value value) throws IOException {
        if (value instanceof Value.Null) {
            out.writeNull();
        } else if (value instanceof Value.Scalar scalar && scalar.kind() == ScalarKind.STRING) {
            out.writeString((String) scalar.value());
        } else {
            out.writeStartObject();
            tagged(value);
            out.writeEndObject();
        }
    }

    private void tagged(Value value) throws IOException {
        if (value instanceof Value.Scalar scalar) {
            out.writeStringField(scalar.kind().tag(), scalar.kind().text(scalar.value()));
        } else if (value instanceof Value.Constant constant) {
            pair(ENUM, constant.type(), json -> json.out.writeString(constant.name()));
        } else if (value instanceof Value.Bytes bytes) {
            out.writeStringField(BYTES, Base64.getEncoder().encodeToString(bytes.content()));
        } else if (value instanceof Value.Sequence sequence) {
            out.writeFieldName(tag(sequence.shape()));
            values(sequence.items());
        } else if (value instanceof Value.Mapping mapping) {
            mapping(mapping);
        } else if (value instanceof Value.Structure structure) {
            pair(STRUCTURE, structure.type(), json -> json.fields(structure.fields()));
        } else if (value instanceof Value.Json json) {
            out.writeFieldName(JSON);
            value(json.tree());
        } else if (value instanceof Value.Rendered rendered) {
            pair(RENDERED, rendered.type(), json -> json.value(rendered.shown()));
        } else if (value instanceof Value.Masked masked) {
            out.writeStringField(MASKED, masked.kind());
        }
    }

    static String tag(Value.Shape shape) {
        return switch (shape) {
            case LIST -> "list";
            case SET -> "set";
            case ARRAY -> "array";
            case OPTIONAL -> "optional";
        };
    }

    private void mapping(Value.Mapping mapping) throws IOException {
        out.writeArrayFieldStart(MAP);
        for (Value.Entry entry : mapping.entries()) {
            values(List.of(entry.key(), entry.value()));
        }
        out.writeEndArray();
    }

    private void fields(List<Value.Field> fields) throws IOException {
        out.writeStartArray();
        for (Value.Field field : fields) {
            out.writeStartArray();
            out.writeString(field.name());
            value(field.value());
            mark(field.sensitive(), SENSITIVE);
            mark(field.reason(), REASON);
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private void pair(String tag, String type, Part part) throws IOException {
        out.writeArrayFieldStart(tag);
        out.writeString(type);
        part.write(this);
        out.writeEndArray();
    }

    private void values(List<Value> values) throws IOException {
        out.writeStartArray();
        for (Value value : values) {
            value(value);
        }
        out.writeEndArray();
    }

    @FunctionalInterface
    private interface Part {
        void write(ValueJson json) throws IOException;
    }
}
