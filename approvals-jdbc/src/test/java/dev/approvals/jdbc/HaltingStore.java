package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store whose process halts at one of its writes, before it or after it. */
final class HaltingStore implements ApprovalStore {

    private final ApprovalStore rows;
    private final AgentProcess.Halt halt;
    private final int at;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean armed;

    HaltingStore(ApprovalStore rows, AgentProcess.Halt halt, int at) {
        this.rows = rows;
        this.halt = halt;
        this.at = at;
    }

    /** Counts from here on. */
    void arm() {
        armed = true;
    }

    private <T> T write(Supplier<T> operation) {
        boolean here = armed && writes.incrementAndGet() == at;
        haltIf(here && halt == AgentProcess.Halt.BEFORE_A_WRITE);
        T result = operation.get();
        haltIf(here && halt == AgentProcess.Halt.AFTER_A_WRITE);
        return result;
    }

    private static void haltIf(boolean now) {
        if (now) {
            Runtime.getRuntime().halt(9);
        }
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        return write(() -> rows.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return write(() -> rows.compareAndSet(next, events));
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
