package dev.approvals.testkit.behaviour;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.tck.ForwardingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A store that fails at one of its operations, counted from 1, as a database does that is gone for a moment. */
final class FailingStore extends ForwardingStore {

    private final int failAt;
    private final AtomicInteger operations = new AtomicInteger();

    FailingStore(ApprovalStore sound, int failAt) {
        super(sound);
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
        return counted(() -> super.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return counted(() -> super.compareAndSet(next, events));
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return counted(() -> super.get(id));
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return counted(() -> super.versions(ids));
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return counted(() -> super.due(now, limit));
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return counted(() -> super.list(filter, after, limit));
    }

    @Override
    public int forget(Instant before, int limit) {
        return counted(() -> super.forget(before, limit));
    }
}
