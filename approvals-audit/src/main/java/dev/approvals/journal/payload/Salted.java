package dev.approvals.journal.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.approvals.journal.line.WellFormed;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fact and the salt that keeps its hash from being guessed. */
@SuppressWarnings("ArrayRecordComponent") // Never compared by equals.
record Salted(byte[] salt, String text) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** SHA-256 over the salt and the fact's UTF-8. */
    Hash commitment() {
        MessageDigest sha256 = Hasher.sha256();
        sha256.update(salt);
        return Hash.of(sha256.digest(WellFormed.of(text).getBytes(StandardCharsets.UTF_8)));
    }

    /** Names, each with an array of salt and text. */
    static byte[] json(Map<String, Salted> facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, Salted> fact : facts.entrySet()) {
                json.writeArrayFieldStart(WellFormed.of(fact.getKey()));
                json.writeString(Base64.getEncoder().encodeToString(fact.getValue().salt));
                json.writeString(WellFormed.of(fact.getValue().text));
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Map<String, Salted> parse(byte[] bytes) throws IOException {
        Map<String, Salted> facts = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                byte[] salt = Base64.getDecoder().decode(json.nextTextValue());
                facts.put(name, new Salted(salt, json.nextTextValue()));
                json.nextToken();
            }
        }
        return facts;
    }
}
