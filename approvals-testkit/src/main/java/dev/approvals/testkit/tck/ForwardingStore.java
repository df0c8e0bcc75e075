package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store that does what another one does. To see how a gate takes a store that is slow, away or faulty, extend it and
 * change what goes wrong. As safe for threads as the other store.
 */
public abstract class ForwardingStore implements ApprovalStore {

    private final ApprovalStore rows;

    /**
     * Forwards to a store.
     *
     * @param rows the store that keeps the rows
     */
    protected ForwardingStore(ApprovalStore rows) {
        this.rows = Objects.requireNonNull(rows, "rows");
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        return rows.createOrFind(row, events);
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return rows.compareAndSet(next, events);
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return rows.get(id);
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return rows.versions(ids);
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return rows.due(now, limit);
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return rows.list(filter, after, limit);
    }

    @Override
    public int count(Filter filter, int most) {
        return rows.count(filter, most);
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
        return rows.capabilities();
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
