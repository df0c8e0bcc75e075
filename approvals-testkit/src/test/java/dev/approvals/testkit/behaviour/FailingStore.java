package dev.approvals.testkit.behaviour;

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

/** A store that fails at one of its operations, counted from 1, as a database does that is gone for a moment. */
final class FailingStore implements ApprovalStore {

    private final ApprovalStore sound;
    private final int failAt;
    private final AtomicInteger operations = new AtomicInteger();

    FailingStore(ApprovalStore sound, int failAt) {
        this.sound = sound;
        this.failAt = failAt;
    }

    /** Whether as many operations were made as it takes to fail. */
    boolean failed() {
        return operations.get() >= failAt;
    }

    private <T> T counted(Supplier<T> operation) {
        if (operations.incrementAndGet() == failAt) {
            throw new IllegalStateException("the connection to the store was lost");
        }
        return operation.get();
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        return counted(() -> sound.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return counted(() -> sound.compareAndSet(next, events));
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return counted(() -> sound.get(id));
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return counted(() -> sound.versions(ids));
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return counted(() -> sound.due(now, limit));
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return counted(() -> sound.list(filter, after, limit));
    }

    @Override
    public List<AuditEvent> events(String id) {
        return sound.events(id);
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return sound.watch(listener);
    }

    @Override
    public Instant now() {
        return sound.now();
    }

    @Override
    public int forget(Instant before, int limit) {
        return counted(() -> sound.forget(before, limit));
    }

    @Override
    public long epoch() {
        return sound.epoch();
    }

    @Override
    public Capabilities capabilities() {
        return sound.capabilities();
    }

    @Override
    public Map<String, String> describe() {
        return sound.describe();
    }

    @Override
    public void close() {
        sound.close();
    }
}
