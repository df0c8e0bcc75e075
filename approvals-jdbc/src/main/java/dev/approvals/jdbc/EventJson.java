package dev.approvals.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event as JSON, both ways. Members that a later version wrote are passed over. */
final class EventJson {

    /** Names of facts come from anywhere: not to be kept in a table of names. Texts may be as long as they were written. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private EventJson() {}

    static String write(AuditEvent event) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", event.type().name());
            json.writeStringField("at", event.at().toString());
            json.writeStringField("call", event.callId());
            json.writeNumberField("sequence", event.sequence());
            json.writeStringField("realm", event.origin().realm());
            json.writeStringField("mode", event.origin().mode().name());
            json.writeStringField("tool", event.origin().tool());
            requester(json, event.origin().requester());
            json.writeObjectFieldStart("facts");
            for (Map.Entry<String, String> fact : event.facts().entrySet()) {
                json.writeStringField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void requester(JsonGenerator json, Requester requester) throws IOException {
        json.writeObjectFieldStart("requester");
        principal(json, "agent", requester.agent());
        if (requester.person().isPresent()) {
            principal(json, "person", requester.person().get());
        }
        json.writeArrayFieldStart("others");
        for (Principal other : requester.others()) {
            principal(json, other);
        }
        json.writeEndArray();
        json.writeStringField("conversation", requester.conversation());
        json.writeStringField("toolCall", requester.toolCallId());
        if (!requester.model().isEmpty()) {
            json.writeStringField("model", requester.model());
        }
        json.writeEndObject();
    }

    private static void principal(JsonGenerator json, String name, Principal principal) throws IOException {
        json.writeFieldName(name);
        principal(json, principal);
    }

    private static void principal(JsonGenerator json, Principal principal) throws IOException {
        json.writeStartObject();
        json.writeStringField("issuer", principal.issuer());
        json.writeStringField("subject", principal.subject());
        json.writeEndObject();
    }

    static AuditEvent read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            Map<String, String> facts = new LinkedHashMap<>();
            json.required("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().textValue()));
            return new AuditEvent(
                    new AuditEventType(text(json, "type")),
                    Instant.parse(text(json, "at")),
                    text(json, "call"),
                    json.required("sequence").longValue(),
                    new AuditEvent.Origin(
                            text(json, "realm"),
                            Mode.valueOf(text(json, "mode")),
                            text(json, "tool"),
                            requester(json.required("requester"))),
                    Collections.unmodifiableMap(facts));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new JdbcStoreException(
                    "An event in the approvals store cannot be read: it was edited, or written by a later version of"
                            + " Approvals. Find it among the row's events; they are JSON.",
                    e);
        }
    }

    private static Requester requester(JsonNode json) {
        List<Principal> others = new ArrayList<>();
        json.required("others").forEach(other -> others.add(principal(other)));
        return new Requester(
                principal(json.required("agent")),
                Optional.ofNullable(json.get("person")).map(EventJson::principal),
                others,
                text(json, "conversation"),
                text(json, "toolCall"),
                json.has("model") ? text(json, "model") : "");
    }

    private static Principal principal(JsonNode json) {
        return new Principal(text(json, "issuer"), text(json, "subject"));
    }

    private static String text(JsonNode json, String name) {
        JsonNode member = json.required(name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is no text");
        }
        return member.textValue();
    }
}
