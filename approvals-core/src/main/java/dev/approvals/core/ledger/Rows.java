package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.ledger.Requests.Request;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.request.RequestFile;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Optional;

/** How requests stand in a store: written as JSON, or in the memory of this process as they are. Thread-safe. */
sealed interface Rows permits LiveRows, WrittenRows {

    /** A request's row without its texts. */
    static StoredRow row(RequestFile file, RequestState state, StoredRow.Keys keys, long version) {
        return new StoredRow(
                file.id(), StoredRow.Kind.REQUEST, version, keys, state.status(), state.dueAt(file.terms()), "", "");
    }

    /** The first row of a request; its state and its file are those of a pending one. */
    StoredRow first(RequestFile file, RequestState state, StoredRow.Keys keys, long version);

    /** The next row of a request. */
    StoredRow next(Request before, RequestState state, StoredRow.Keys keys, long version);

    /**
     * As {@link ApprovalStore#createOrFind}.
     *
     * @return the request that is there now
     */
    Request createOrFind(Request first, List<AuditEvent> events);

    /** As {@link ApprovalStore#compareAndSet}. */
    boolean compareAndSet(Request next, List<AuditEvent> events);

    Optional<Request> find(String id);

    /** What a row of the store says, or what a newer one does; empty where the row is gone. */
    Optional<Request> read(StoredRow row);
}
