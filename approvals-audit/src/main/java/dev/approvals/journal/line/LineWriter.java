package dev.approvals.journal.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.tree.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes events as JSON. All that is not ASCII is escaped, so a line is safe to look at on a terminal. Thread-safe.
 */
public final class LineWriter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int USUAL_LENGTH = 512;

    private final String node;

    /**
     * A writer.
     *
     * @param node the process that writes
     */
    public LineWriter(String node) {
        this.node = node;
    }

    /**
     * Writes what stands in a line behind its fixed beginning, and closes the line's object.
     *
     * @param event the event
     * @param apart which facts are kept apart; they are not to be among the event's
     * @return the bytes
     */
    public byte[] body(AuditEvent event, Optional<Entry.Apart> apart) {
        Body out = new Body();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            text(json, "type", event.type().name());
            text(json, "at", event.at().toString());
            text(json, "call", event.callId());
            json.writeNumberField("n", event.sequence());
            text(json, "node", node);
            origin(json, event.origin());
            json.writeObjectFieldStart("facts");
            for (Map.Entry<String, String> fact : event.facts().entrySet()) {
                text(json, WellFormed.of(fact.getKey()), fact.getValue());
            }
            json.writeEndObject();
            if (apart.isPresent()) {
                apart(json, apart.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.withoutBrace();
    }

    /**
     * Writes an event as an object of its own.
     *
     * @param event the event
     * @return the object
     */
    public String json(AuditEvent event) {
        return "{" + new String(body(event, Optional.empty()), StandardCharsets.US_ASCII);
    }

    private static void origin(JsonGenerator json, AuditEvent.Origin origin) throws IOException {
        text(json, "realm", origin.realm());
        text(json, "mode", origin.mode().name());
        text(json, "tool", origin.tool());
        Requester requester = origin.requester();
        json.writeObjectFieldStart("requester");
        json.writeFieldName("agent");
        account(json, requester.agent());
        if (requester.person().isPresent()) {
            json.writeFieldName("person");
            account(json, requester.person().get());
        }
        if (!requester.others().isEmpty()) {
            json.writeArrayFieldStart("others");
            for (Principal other : requester.others()) {
                account(json, other);
            }
            json.writeEndArray();
        }
        text(json, "conversation", requester.conversation());
        text(json, "toolCall", requester.toolCallId());
        if (!requester.model().isEmpty()) {
            text(json, "model", requester.model());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeStringField(name, WellFormed.of(text));
    }

    private static void account(JsonGenerator json, Principal account) throws IOException {
        json.writeStartObject();
        text(json, "issuer", account.issuer());
        text(json, "subject", account.subject());
        json.writeEndObject();
    }

    private static void apart(JsonGenerator json, Entry.Apart apart) throws IOException {
        json.writeObjectFieldStart("apart");
        text(json, "id", apart.id());
        text(json, "digest", apart.digest().base64Url());
        json.writeObjectFieldStart("facts");
        for (Map.Entry<String, Hash> fact : new TreeMap<>(apart.facts()).entrySet()) {
            text(json, WellFormed.of(fact.getKey()), fact.getValue().base64Url());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static final class Body extends ByteArrayOutputStream {
        Body() {
            super(USUAL_LENGTH);
        }

        byte[] withoutBrace() {
            return Arrays.copyOfRange(buf, 1, count);
        }
    }
}
