package dev.approvals.journal.line;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON. All that is not ASCII is escaped, so a line is safe to look at on a terminal. Thread-safe.
 */
public final class LineWriter {

    private static final Moments MOMENTS = new Moments();

    private final String node;
    /** Where the last line was made. Memory that was just used is written faster than any that is new. */
    private final AtomicReference<@Nullable AsciiJson> spare = new AtomicReference<>();

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
        AsciiJson kept = spare.getAndSet(null);
        AsciiJson json = kept != null ? kept : new AsciiJson();
        write(json, event, apart);
        byte[] body = json.taken(1);
        if (json.isSmall()) {
            spare.set(json);
        }
        return body;
    }

    private void write(AsciiJson json, AuditEvent event, Optional<Entry.Apart> apart) {
        json.begin('{');
        json.text("type", event.type().name());
        json.text("at", MOMENTS.text(event.at()));
        json.text("call", event.callId());
        json.number("n", event.sequence());
        json.text("node", node);
        origin(json, event.origin());
        json.begin("facts", '{');
        event.facts().forEach(json::text);
        json.end('}');
        apart.ifPresent(kept -> apart(json, kept));
        json.end('}');
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

    private static void origin(AsciiJson json, AuditEvent.Origin origin) {
        json.text("realm", origin.realm());
        json.text("mode", origin.mode().name());
        json.text("tool", origin.tool());
        Requester requester = origin.requester();
        json.begin("requester", '{');
        json.begin("agent", '{');
        account(json, requester.agent());
        requester.person().ifPresent(person -> {
            json.begin("person", '{');
            account(json, person);
        });
        if (!requester.others().isEmpty()) {
            json.begin("others", '[');
            for (Principal other : requester.others()) {
                json.begin('{');
                account(json, other);
            }
            json.end(']');
        }
        json.text("conversation", requester.conversation());
        json.text("toolCall", requester.toolCallId());
        if (!requester.model().isEmpty()) {
            json.text("model", requester.model());
        }
        json.end('}');
    }

    private static void account(AsciiJson json, Principal account) {
        json.text("issuer", account.issuer());
        json.text("subject", account.subject());
        json.end('}');
    }

    private static void apart(AsciiJson json, Entry.Apart apart) {
        json.begin("apart", '{');
        json.text("id", apart.id());
        json.text("digest", apart.digest().base64Url());
        json.begin("facts", '{');
        new TreeMap<>(apart.facts()).forEach((name, hash) -> json.text(name, hash.base64Url()));
        json.end('}');
        json.end('}');
    }
}
