package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events for the kits to hand to stores and sinks. */
final class Samples {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private static final Requester BOB =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");
    private static final AuditEvent.Origin ORIGIN = new AuditEvent.Origin("test", Mode.ENFORCING, "export", BOB);

    private Samples() {}

    static AuditEvent event(String callId, long sequence) {
        return event(callId, sequence, AuditEventType.APPROVAL_DECIDED, Map.of("place", String.valueOf(sequence)));
    }

    static AuditEvent event(String callId, long sequence, AuditEventType type, Map<String, String> facts) {
        return event(callId, sequence, type, ORIGIN, facts);
    }

    /** Its facts cannot be changed, so that whoever tries is found out. */
    static AuditEvent event(
            String callId, long sequence, AuditEventType type, AuditEvent.Origin origin, Map<String, String> facts) {
        return new AuditEvent(
                type,
                START.plusMillis(sequence),
                callId,
                sequence,
                origin,
                Collections.unmodifiableMap(new LinkedHashMap<>(facts)));
    }

    /** An event with a text wherever an agent or a user can put one. */
    static AuditEvent eventSaying(String text, String callId) {
        AuditEvent.Origin origin = new AuditEvent.Origin(
                "test",
                Mode.ENFORCING,
                "tool " + text,
                Requester.agent("agent " + text)
                        .actingFor(new Principal("issuer " + text, "subject " + text))
                        .in(text)
                        .toolCall(text));
        return event(
                callId, 1, AuditEventType.ACTION_REQUESTED, origin, Map.of("arguments", text, "name " + text, "value"));
    }

    static List<AuditEvent> events(String callId, int count) {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            events.add(event(callId, i));
        }
        return events;
    }

    /** Whether a text is Unicode that every encoding can carry: no half of a character alone. */
    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
