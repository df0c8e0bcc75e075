package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows and events to put in stores. */
final class TestRows {

    static final Instant DUE = Instant.parse("2026-01-05T09:15:00Z");

    private TestRows() {}

    static StoredRow row(String id) {
        return row(id, StoredRow.Keys.NONE);
    }

    static StoredRow row(String id, StoredRow.Keys keys) {
        return new StoredRow(
                id,
                StoredRow.Kind.REQUEST,
                1,
                keys,
                RequestStatus.PENDING,
                Optional.of(DUE),
                "content of " + id,
                "{\"votes\":0}");
    }

    static StoredRow next(StoredRow row, RequestStatus status) {
        return new StoredRow(
                row.id(),
                row.kind(),
                row.version() + 1,
                row.keys(),
                status,
                row.dueAt(),
                row.content(),
                "{\"votes\":" + row.version() + "}");
    }

    static AuditEvent event(StoredRow row) {
        return event(row, "value");
    }

    static AuditEvent event(StoredRow row, String text) {
        return new AuditEvent(
                AuditEventType.APPROVAL_DECIDED,
                DUE,
                row.id(),
                row.version(),
                new AuditEvent.Origin("test", Mode.ENFORCING, "export", Requester.agent("copilot")),
                Map.of("text", text));
    }

    static StoredRow create(ApprovalStore store, StoredRow row) {
        return store.createOrFind(row, List.of(event(row)));
    }

    static boolean replace(ApprovalStore store, StoredRow next) {
        return store.compareAndSet(next, List.of(event(next)));
    }
}
