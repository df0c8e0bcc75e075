package dev.approvals.journal.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads lines. Strict about what it knows, and passes over names it does not: later versions add some. Thread-safe. */
public final class LineReader {

    /** What is kept apart may be of any length; lines are bounded before they come here. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private LineReader() {}

    /** An object of JSON: text, numbers as text, lists and objects; no name twice. */
    private record Node(Map<String, Object> fields) {

        String text(String name) {
            if (fields.get(name) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("it has no \"" + name + "\"");
        }

        String text(String name, String otherwise) {
            return fields.containsKey(name) ? text(name) : otherwise;
        }

        Node node(String name) {
            return optional(name).orElseThrow(() -> new IllegalArgumentException("it has no \"" + name + "\""));
        }

        Optional<Node> optional(String name) {
            return fields.get(name) instanceof Node node ? Optional.of(node) : Optional.empty();
        }

        List<?> list(String name) {
            return fields.get(name) instanceof List<?> list ? list : List.of();
        }

        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            fields.keySet().forEach(name -> texts.put(name, text(name)));
            return texts;
        }
    }

    /**
     * Reads one line.
     *
     * @param bytes where it stands
     * @param offset where it begins
     * @param length how long it is, without its end
     * @return what it says
     * @throws IllegalArgumentException if it is not an event; the message ends a sentence that begins with "the line"
     */
    public static Entry read(byte[] bytes, int offset, int length) {
        try (JsonParser json = JSON.createParser(bytes, offset, length)) {
            return entry(whole(json), new Hasher().leaf(bytes, offset, length));
        } catch (IOException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * Reads an event that was kept apart as a whole.
     *
     * @param text what {@link LineWriter#json} gave
     * @return the event
     * @throws IllegalArgumentException if it is not an event
     */
    static AuditEvent event(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return event(whole(json));
        } catch (IOException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    private static Node whole(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        Node node = object(json);
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something follows its object");
        }
        return node;
    }

    private static IllegalArgumentException unreadable(Exception e) {
        return new IllegalArgumentException("it cannot be read: " + firstLine(e), e);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static Node object(JsonParser json) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (fields.put(name, value(json, json.nextToken())) != null) {
                throw new IllegalArgumentException("it has \"" + name + "\" twice");
            }
        }
        return new Node(fields);
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return object(json);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                list.add(value(json, next));
            }
            return list;
        }
        return json.getText();
    }

    private static Entry entry(Node line, Hash hash) {
        if (!line.text("v").equals("1")) {
            throw new IllegalArgumentException("it is of version " + line.text("v") + ", and this reader knows 1");
        }
        return new Entry(
                Long.parseLong(line.text("seq")),
                hash,
                line.text("node"),
                event(line),
                line.optional("apart").map(LineReader::apart));
    }

    private static AuditEvent event(Node line) {
        return new AuditEvent(
                new AuditEventType(line.text("type")),
                Instant.parse(line.text("at")),
                line.text("call"),
                Long.parseLong(line.text("n")),
                new AuditEvent.Origin(
                        line.text("realm"),
                        Mode.valueOf(line.text("mode")),
                        line.text("tool"),
                        requester(line.node("requester"))),
                line.node("facts").texts());
    }

    private static Requester requester(Node node) {
        List<Principal> others = new ArrayList<>();
        for (Object other : node.list("others")) {
            others.add(account((Node) other));
        }
        return new Requester(
                account(node.node("agent")),
                node.optional("person").map(LineReader::account),
                others,
                node.text("conversation"),
                node.text("toolCall"),
                node.text("model", ""));
    }

    private static Principal account(Node node) {
        return new Principal(node.text("issuer"), node.text("subject"));
    }

    private static Entry.Apart apart(Node node) {
        Map<String, Hash> facts = new LinkedHashMap<>();
        node.node("facts").texts().forEach((name, hash) -> facts.put(name, Hash.parse(hash)));
        return new Entry.Apart(node.text("id"), Hash.parse(node.text("digest")), facts);
    }
}
