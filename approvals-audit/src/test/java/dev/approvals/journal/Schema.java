package dev.approvals.journal;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schema in the jar, and somebody else's validator. */
final class Schema {

    private static final JsonSchema LINE = load();

    private Schema() {}

    private static JsonSchema load() {
        try (InputStream in = Journal.class.getResourceAsStream("line.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            in,
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> faults(String line) {
        return LINE.validate(line, InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
