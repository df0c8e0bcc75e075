package dev.approvals.benchmarks;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A request as a store gets it, of the size that a call with 1 KB of arguments has: put in with its first three events, then
 * replaced by a decision with one more.
 *
 * @param first the row that is put in
 * @param told what happened before
 * @param decided the row that takes its place
 * @param decision what happened then
 */
record SampleRow(StoredRow first, List<AuditEvent> told, StoredRow decided, AuditEvent decision) {

    private static final String CONTENT = "{\"text\":\"" + "0123456789abcdef".repeat(140) + "\"}";
    private static final String STATE = "{\"state\":\"" + "0123456789abcdef".repeat(20) + "\"}";
    private static final AuditEvent.Origin ORIGIN = new AuditEvent.Origin(
            "benchmark",
            Mode.ENFORCING,
            "send",
            Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"));
    private static final Map<String, String> FACTS =
            Map.of("summary", "Send a text to customer-service@example.com", "digest", "0123456789abcdef".repeat(4));

    /** A request that no store has seen. */
    static SampleRow next() {
        String id = UUID.randomUUID().toString().replace("-", "");
        Instant now = Instant.now();
        StoredRow.Keys keys = new StoredRow.Keys("", "join-" + id, "group-" + id.charAt(0));
        return new SampleRow(
                row(id, 3, keys, RequestStatus.PENDING, now.plusSeconds(900)),
                List.of(
                        event(id, 1, AuditEventType.ACTION_REQUESTED, now),
                        event(id, 2, AuditEventType.POLICY_EVALUATED, now),
                        event(id, 3, AuditEventType.APPROVAL_REQUESTED, now)),
                row(id, 4, keys, RequestStatus.APPROVED, now.plusSeconds(300)),
                event(id, 4, AuditEventType.APPROVAL_DECIDED, now));
    }

    private static StoredRow row(String id, long version, StoredRow.Keys keys, RequestStatus status, Instant dueAt) {
        return new StoredRow(
                id, StoredRow.Kind.REQUEST, version, keys, status, Optional.of(dueAt), CONTENT, STATE, "seal");
    }

    private static AuditEvent event(String id, long sequence, AuditEventType type, Instant at) {
        return new AuditEvent(type, at, id, sequence, ORIGIN, FACTS);
    }
}
