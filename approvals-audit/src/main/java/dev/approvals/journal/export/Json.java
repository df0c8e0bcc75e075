package dev.approvals.journal.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.approvals.journal.line.WellFormed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON of nothing but ASCII, safe to look at on a terminal; empty texts are left out. */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final JsonGenerator json;

    private Json(JsonGenerator json) {
        this.json = json;
    }

    /** One object a line. */
    static Json lines(OutputStream out) throws IOException {
        return new Json(FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n")));
    }

    /** An object of texts, by itself. */
    static String object(Map<String, String> texts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json whole = lines(out);
        whole.object(() -> whole.texts(texts));
        whole.json.flush();
        return out.toString(StandardCharsets.US_ASCII);
    }

    /** One document, for people to read too. */
    static Json document(OutputStream out) throws IOException {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(twoSpaces);
        printer.indentArraysWith(twoSpaces);
        return new Json(FACTORY.createGenerator(out).setPrettyPrinter(printer));
    }

    /** What goes between braces. */
    @FunctionalInterface
    interface Content {
        void write() throws IOException;
    }

    void object(Content content) throws IOException {
        json.writeStartObject();
        content.write();
        json.writeEndObject();
    }

    void object(String name, Content content) throws IOException {
        json.writeFieldName(name);
        object(content);
    }

    Json text(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(WellFormed.of(name), WellFormed.of(text));
        }
        return this;
    }

    Json number(String name, long number) throws IOException {
        json.writeNumberField(name, number);
        return this;
    }

    void texts(Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            text(text.getKey(), text.getValue());
        }
    }

    /** A list of texts. */
    void texts(String name, String... texts) throws IOException {
        array(name, () -> {
            for (String text : texts) {
                json.writeString(WellFormed.of(text));
            }
        });
    }

    void array(String name, Content content) throws IOException {
        json.writeArrayFieldStart(name);
        content.write();
        json.writeEndArray();
    }

    /** Writes what is JSON already. */
    void raw(String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    /** Ends the last line. */
    void end() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }
}
