package dev.approvals.testkit.nodes;

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
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One node's way to the rows that all nodes share: it can be cut off, for a while or, as by a kill, for good; at once or at
 * one of its operations, before or after it is done.
 */
final class NodeStore extends ForwardingStore {

    /** What a node is told whose store does not answer. */
    static final String GONE = "the store does not answer";

    private final Capabilities capabilities;
    private final LongSupplier epoch;
    private final AtomicInteger operations = new AtomicInteger();
    private volatile int killedAt = Integer.MAX_VALUE;
    private volatile boolean afterwards;
    private volatile boolean away;
    private volatile boolean deaf;

    NodeStore(ApprovalStore rows, boolean shared, LongSupplier epoch) {
        super(rows);
        this.capabilities = new Capabilities(true, shared, true);
        this.epoch = epoch;
    }

    /** Whether the store answers this node. */
    void away(boolean now) {
        away = now;
    }

    /** Whether hints reach this node. */
    void deaf(boolean now) {
        deaf = now;
    }

    /** Kills the node: nothing it does reaches the rows any more. */
    void kill() {
        killedAt = 0;
    }

    /** Kills the node at one of its writes, counted from 1, before or after it is done. */
    void killAt(int write, boolean done) {
        afterwards = done;
        killedAt = write;
    }

    /** Kills the node once it has written so often from now on. */
    void killAfter(int writes) {
        killAt(operations.get() + writes, true);
    }

    /** How often the node has written. */
    int writes() {
        return operations.get();
    }

    boolean killed() {
        return operations.get() >= killedAt;
    }

    private <T> T read(Supplier<T> operation) {
        if (away || killed()) {
            throw new IllegalStateException(GONE);
        }
        return operation.get();
    }

    private <T> T write(Supplier<T> operation) {
        int number = operations.incrementAndGet();
        if (away || number > killedAt || number == killedAt && !afterwards) {
            throw new IllegalStateException(GONE);
        }
        T result = operation.get();
        if (number == killedAt) {
            throw new IllegalStateException(GONE);
        }
        return result;
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        return write(() -> super.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return write(() -> super.compareAndSet(next, events));
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return read(() -> super.get(id));
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return read(() -> super.versions(ids));
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return read(() -> super.due(now, limit));
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        return read(() -> super.list(filter, after, limit));
    }

    @Override
    public int forget(Instant before, int limit) {
        return read(() -> super.forget(before, limit));
    }

    @Override
    public List<AuditEvent> events(String id) {
        return read(() -> super.events(id));
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return super.watch(id -> {
            if (!deaf && !away && !killed()) {
                listener.accept(id);
            }
        });
    }

    @Override
    public Instant now() {
        return read(super::now);
    }

    @Override
    public long epoch() {
        return epoch.getAsLong();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        // The rows are everybody's.
    }
}
