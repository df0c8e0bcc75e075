package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.tck.ForwardingStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A store whose process halts at one of its writes, before it or after it. */
final class HaltingStore extends ForwardingStore {

    private final AgentProcess.Halt halt;
    private final int at;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean armed;

    HaltingStore(ApprovalStore rows, AgentProcess.Halt halt, int at) {
        super(rows);
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
        return write(() -> super.createOrFind(row, events));
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return write(() -> super.compareAndSet(next, events));
    }
}
