package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The kit's own model behind a lock: a store that keeps to everything, to break on purpose. */
class ModelStore implements ApprovalStore {

    final StoreModel model;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    ModelStore() {
        this(new StoreModel());
    }

    ModelStore(StoreModel model) {
        this.model = model;
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        StoredRow there = locked(() -> model.createOrFind(row, events));
        tell(row.id());
        return there;
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        boolean replaced = locked(() -> model.compareAndSet(next, events));
        tell(next.id());
        return replaced;
    }

    void tell(String id) {
        for (Consumer<String> watcher : watchers) {
            try {
                watcher.accept(id);
            } catch (IllegalStateException itsOwnFault) {
                watchers.remove(watcher);
            }
        }
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return locked(() -> model.get(id));
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return locked(() -> ids.stream()
                .flatMap(id -> model.get(id).stream())
                .collect(Collectors.toMap(StoredRow::id, StoredRow::version)));
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return locked(() -> model.due(now).stream().limit(limit).toList());
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return locked(() -> model.list(filter, after, limit));
    }

    @Override
    public List<AuditEvent> events(String id) {
        return locked(() -> List.copyOf(model.events(id)));
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        watchers.add(listener);
        return () -> watchers.remove(listener);
    }

    @Override
    public Instant now() {
        return Samples.START;
    }

    @Override
    public int forget(Instant before, int limit) {
        return before.isAfter(now()) ? locked(() -> model.forget(limit)) : 0;
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, true);
    }

    @Override
    public Map<String, String> describe() {
        return Map.of();
    }

    @Override
    public void close() {
        watchers.clear();
    }
}
