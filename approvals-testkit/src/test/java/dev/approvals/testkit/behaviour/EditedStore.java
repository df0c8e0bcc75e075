package dev.approvals.testkit.behaviour;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A store that says that it is durable, whose rows somebody edits by hand, and that remembers all that was written. */
final class EditedStore implements ApprovalStore {

    /** Every version of every row, as it was written. */
    final List<StoredRow> written = new CopyOnWriteArrayList<>();

    private final ApprovalStore rows;
    private final Map<String, StoredRow> edited = new ConcurrentHashMap<>();

    EditedStore(ApprovalStore rows) {
        this.rows = rows;
    }

    /** Changes a row as somebody does who has the table: its version stays. */
    void edit(String id, UnaryOperator<StoredRow> edit) {
        edited.put(id, edit.apply(rows.get(id).orElseThrow()));
    }

    private StoredRow asEdited(StoredRow row) {
        StoredRow other = edited.get(row.id());
        return other != null && other.version() == row.version() ? other : row;
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        written.add(row);
        return asEdited(rows.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        written.add(next);
        return rows.compareAndSet(next, events);
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return rows.get(id).map(this::asEdited);
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return rows.versions(ids);
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return rows.due(now, limit).stream().map(this::asEdited).toList();
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return rows.list(filter, after, limit).stream().map(this::asEdited).toList();
    }

    @Override
    public int forget(Instant before, int limit) {
        return rows.forget(before, limit);
    }

    @Override
    public List<AuditEvent> events(String id) {
        return rows.events(id);
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return rows.watch(listener);
    }

    @Override
    public Instant now() {
        return rows.now();
    }

    @Override
    public long epoch() {
        return rows.epoch();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, true);
    }

    @Override
    public Map<String, String> describe() {
        return rows.describe();
    }

    @Override
    public void close() {
        rows.close();
    }
}
