package dev.approvals.core.store;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A row as the store in memory keeps it; a change makes another entry.
 *
 * @param row the row
 * @param order its place in the order of creation
 * @param changedAt when it changed last
 * @param events what happened to it
 */
record Entry(StoredRow row, long order, Instant changedAt, List<AuditEvent> events) {

    /** Copies the list. */
    Entry {
        events = List.copyOf(events);
    }

    String id() {
        return row.id();
    }

    boolean ended() {
        return row.status() == RequestStatus.ENDED;
    }

    /** How many characters the content holds. */
    int characters() {
        return row.content().length();
    }

    Entry changed(StoredRow next, Instant at, List<AuditEvent> told) {
        List<AuditEvent> more = new ArrayList<>(events);
        more.addAll(told);
        return new Entry(kept(next), order, at, more);
    }

    /** The row as it shall be, with the content that this one has: mostly the row that was given. */
    private StoredRow kept(StoredRow next) {
        return next.kind() == row.kind() && next.content().equals(row.content())
                ? next
                : new StoredRow(
                        row.id(),
                        row.kind(),
                        next.version(),
                        next.keys(),
                        next.status(),
                        next.dueAt(),
                        row.content(),
                        next.state(),
                        next.seal());
    }
}
