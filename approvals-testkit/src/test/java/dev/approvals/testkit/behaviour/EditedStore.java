package dev.approvals.testkit.behaviour;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.tck.ForwardingStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A store that says that it is durable, whose rows somebody edits by hand, and that remembers all that was written. */
final class EditedStore extends ForwardingStore {

    /** Every version of every row, as it was written. */
    final List<StoredRow> written = new CopyOnWriteArrayList<>();

    private final Map<String, StoredRow> edited = new ConcurrentHashMap<>();

    EditedStore(ApprovalStore rows) {
        super(rows);
    }

    /** Changes a row as somebody does who has the table: its version stays. */
    void edit(String id, UnaryOperator<StoredRow> edit) {
        edited.put(id, edit.apply(super.get(id).orElseThrow()));
    }

    private StoredRow asEdited(StoredRow row) {
        StoredRow other = edited.get(row.id());
        return other != null && other.version() == row.version() ? other : row;
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        written.add(row);
        return asEdited(super.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        written.add(next);
        return super.compareAndSet(next, events);
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return super.get(id).map(this::asEdited);
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return super.due(now, limit).stream().map(this::asEdited).toList();
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return super.list(filter, after, limit).stream().map(this::asEdited).toList();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }
}
