package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.ledger.Requests.Request;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.request.RequestFile;
import dev.approvals.core.request.RequestFileJson;
import dev.approvals.core.request.RequestStateJson;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Optional;

/**
 * Requests in the memory of this process: as they are while they are open, for very many may wait; as JSON once they have
 * ended, so that what is kept of them holds on to no tool and no argument's class.
 *
 * @param store the store
 * @param tools give stored calls their types back
 */
record LiveRows(InMemoryApprovalStore store, RequestFileJson.Tools tools) implements Rows {

    @Override
    public StoredRow first(RequestFile file, RequestState state, StoredRow.Keys keys, long version) {
        return Rows.row(file, state, keys, version);
    }

    @Override
    public StoredRow next(Request before, RequestState state, StoredRow.Keys keys, long version) {
        if (!state.ended()) {
            return Rows.row(before.file(), state, keys, version);
        }
        String written = before.row().content();
        String content = written.isEmpty() ? RequestFileJson.write(before.file()) : written;
        return Rows.row(before.file(), state, keys, version).with(content, RequestStateJson.write(state));
    }

    @Override
    public Request createOrFind(Request first, List<AuditEvent> events) {
        return request(store.createOrFind(kept(first), events));
    }

    @Override
    public boolean compareAndSet(Request next, List<AuditEvent> events) {
        return store.compareAndSet(kept(next), events);
    }

    private static InMemoryApprovalStore.Kept kept(Request request) {
        return new InMemoryApprovalStore.Kept(
                request.row(), request.state().ended() ? Optional.empty() : Optional.of(request));
    }

    @Override
    public Optional<Request> find(String id) {
        return store.kept(id)
                .filter(kept -> kept.row().kind() == StoredRow.Kind.REQUEST)
                .map(this::request);
    }

    @Override
    public Optional<Request> read(StoredRow row) {
        return find(row.id());
    }

    private Request request(InMemoryApprovalStore.Kept kept) {
        StoredRow row = kept.row();
        return kept.meaning()
                .map(Request.class::cast)
                .orElseGet(() -> new Request(
                        RequestFileJson.read(row.content(), tools), RequestStateJson.read(row.state()), row));
    }
}
