package dev.approvals.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One JSON object in the making: names in their order, nothing that is empty is null, and all of it ASCII on one line. */
final class Json {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** The answer of a command: which, and its exit status. */
    static Json answer(String command, int status) {
        return new Json().with("command", command).with("status", status);
    }

    /** Adds a text, number, boolean, object, or list or map of these; an empty optional adds nothing. */
    Json with(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> fields.put(name, present));
        } else {
            fields.put(name, value);
        }
        return this;
    }

    /** Adds all that another object has. */
    Json withAll(Json other) {
        fields.putAll(other.fields);
        return this;
    }

    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Never: a StringWriter takes everything.
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Json object) {
            write(json, object.fields);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(String.valueOf(value));
        }
    }
}
