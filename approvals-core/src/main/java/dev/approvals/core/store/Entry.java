package dev.approvals.core.store;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.store.InMemoryApprovalStore.Kept;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row as the store in memory keeps it; a change makes another entry.
 *
 * @param row the row
 * @param meaning what the row means to whoever wrote it, if that was handed in
 * @param order its place in the order of creation
 * @param changedAt when it changed last
 * @param events what happened to it
 */
record Entry(StoredRow row, @Nullable Object meaning, long order, Instant changedAt, List<AuditEvent> events) {

    /** Copies the list. */
    Entry {
        events = List.copyOf(events);
    }

    static Entry first(Kept kept, long order, Instant at, List<AuditEvent> told) {
        return new Entry(kept.row(), kept.meaning().orElse(null), order, at, told);
    }

    Entry changed(Kept next, Instant at, List<AuditEvent> told) {
        List<AuditEvent> more = new ArrayList<>(events);
        more.addAll(told);
        return new Entry(next.row(), next.meaning().orElse(null), order, at, more);
    }

    Kept kept() {
        return new Kept(row, Optional.ofNullable(meaning));
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
}
