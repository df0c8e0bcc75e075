package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.ledger.Requests.Request;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.request.RequestFile;
import dev.approvals.core.request.RequestFileJson;
import dev.approvals.core.request.RequestStateJson;
import dev.approvals.core.request.RowCodec;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests in a store that keeps texts.
 *
 * @param store the store
 * @param codec writes what a row holds
 * @param tools give stored calls their types back
 * @param seen what this process last saw of requests that have not ended; saves reading their JSON
 */
record WrittenRows(ApprovalStore store, RowCodec codec, RequestFileJson.Tools tools, Map<String, Request> seen)
        implements Rows {

    @Override
    public StoredRow first(RequestFile file, RequestState state, StoredRow.Keys keys, long version) {
        return Rows.row(file, state, keys, version).with(codec.write(file), RequestStateJson.write(state));
    }

    @Override
    public StoredRow next(Request before, RequestState state, StoredRow.Keys keys, long version) {
        return Rows.row(before.file(), state, keys, version)
                .with(before.row().content(), RequestStateJson.write(state));
    }

    @Override
    public Request createOrFind(Request first, List<AuditEvent> events) {
        return request(store.createOrFind(first.row(), events));
    }

    @Override
    public boolean compareAndSet(Request next, List<AuditEvent> events) {
        return store.compareAndSet(next.row(), events);
    }

    @Override
    public Optional<Request> find(String id) {
        return store.get(id).filter(row -> row.kind() == StoredRow.Kind.REQUEST).map(this::request);
    }

    @Override
    public Optional<Request> read(StoredRow row) {
        return Optional.of(request(row));
    }

    private Request request(StoredRow row) {
        Request before = seen.get(row.id());
        if (before != null && before.row().version() == row.version()) {
            return before;
        }
        RequestFile file = before != null ? before.file() : RequestFileJson.read(row.content(), tools);
        return new Request(file, RequestStateJson.read(row.state()), row);
    }
}
