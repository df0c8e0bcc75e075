package dev.approvals.http.exchange;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** JSON as this API speaks it: strict when it is read, without nulls when it is written. */
public final class Json {

    private static final int DEPTH = 32;

    /** The last character below the halves of those beyond it: a lone half has no UTF-8, so it is written as an escape. */
    private static final int LAST_BEFORE_HALVES = 0xD7FF;

    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .highestNonEscapedChar(LAST_BEFORE_HALVES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(100)
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // An agent's arguments go on as they came, digit by digit.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** {@return an empty object} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** {@return an empty list} */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * JSON that is text already, put in as it is.
     *
     * @param json the text; must be JSON
     * @return a node that can only be written
     */
    public static JsonNode raw(String json) {
        return MAPPER.getNodeFactory().rawValueNode(new RawValue(json));
    }

    /**
     * Writes JSON.
     *
     * @param json what to write
     * @return the bytes, in UTF-8
     */
    public static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
    }

    /**
     * Reads the body of a request as one JSON object.
     *
     * @param request the request
     * @return its members, to be taken one by one
     * @throws ProblemException if it is of another content type, not UTF-8, malformed, no object, or names a member twice
     */
    public static Fields read(Request request) {
        if (!isJson(request.header("Content-Type"))) {
            throw Problem.of(415, "WRONG_CONTENT_TYPE", "The body is not declared as JSON")
                    .curedBy("Send Content-Type: application/json.")
                    .toException();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
            return Fields.of(MAPPER.readTree(text));
        } catch (CharacterCodingException e) {
            throw malformed("It is not UTF-8.");
        } catch (JsonProcessingException e) {
            throw malformed(where(e));
        } catch (NumberFormatException e) {
            // Where an exponent has more digits than an exponent may have, the parser throws this as it is.
            throw malformed("It has a number that is too large.");
        }
    }

    private static boolean isJson(Optional<String> contentType) {
        String type = contentType.orElse("").toLowerCase(Locale.ROOT).replace(" ", "");
        return type.equals("application/json") || type.equals("application/json;charset=utf-8");
    }

    /** Says the place, not the words: an exception of the parser quotes what was sent. */
    private static String where(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " near line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String what = e.getOriginalMessage().startsWith("Duplicate field")
                ? "A member is there twice"
                : "It cannot be parsed";
        return what + place + ".";
    }

    static ProblemException malformed(String detail) {
        return Problem.of(400, "MALFORMED_JSON", "The body is not the JSON that is expected")
                .saying(detail)
                .curedBy("Send one JSON object in UTF-8.")
                .toException();
    }
}
