package dev.approvals.examples.recorded;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads traces: JSON or JSON Lines of recorded runs ({@code task_id}, {@code correct_actions}, {@code messages}), of
 * chat-completions requests ({@code messages}) and responses ({@code choices}), or of bare messages.
 */
final class TraceReader {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String BUILT_IN = "database-agent.json";

    private TraceReader() {}

    static Trace read(Path file) throws BadInputException {
        if (Files.isDirectory(file)) {
            throw BadInputException.file(file, "this is a folder", "Name one file in it");
        }
        if (!Files.exists(file)) {
            throw BadInputException.file(
                    file, "there is no such file", "Check the path, or leave --trace out to replay the built-in trace");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file, in);
        } catch (JsonProcessingException e) {
            throw notJson(file, e);
        } catch (IOException e) {
            throw BadInputException.file(file, "it cannot be read: " + e.getMessage(), "Check that you may read it");
        }
    }

    /** {@return the trace that comes with the example} */
    static Trace builtIn() throws BadInputException {
        try (InputStream in = TraceReader.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks its trace " + BUILT_IN + "; build it anew");
            }
            return read(Path.of(BUILT_IN), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Trace read(Path name, InputStream in) throws IOException, BadInputException {
        List<JsonNode> values = new ArrayList<>();
        // Value by value: Jackson's own iterator would take a leading list apart and stop after it.
        try (JsonParser parser = MAPPER.createParser(in)) {
            while (parser.nextToken() != null) {
                values.add(MAPPER.readTree(parser));
            }
        }
        return new Trace(name.toString(), new TraceParser(name).runs(values));
    }

    private static BadInputException notJson(Path file, JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String where =
                place == null ? "somewhere" : "line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return BadInputException.at(
                file,
                where,
                "this is not JSON: "
                        + e.getOriginalMessage().lines().findFirst().orElse("no reason given"),
                "Mend or cut the file there; a trace is JSON, or JSON Lines, of chat messages");
    }
}
