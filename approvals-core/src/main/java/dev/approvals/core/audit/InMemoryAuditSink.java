package dev.approvals.core.audit;

import com.google.common.math.IntMath;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps the newest events in memory, for development and for a look inside a running process. Wait-free. */
public final class InMemoryAuditSink implements AuditSink {

    private final int capacity;
    /** As long as a power of two, so that a place is found without a division. */
    private final AtomicReferenceArray<AuditEvent> ring;

    private final int mask;
    private final AtomicLong taken = new AtomicLong();

    /** Keeps the newest 16,384 events. */
    public InMemoryAuditSink() {
        this(16_384);
    }

    /**
     * Keeps a number of events.
     *
     * @param capacity how many, at least 1 and at most 2^30
     */
    public InMemoryAuditSink(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("An audit sink keeps at least 1 event; got " + capacity);
        }
        this.capacity = capacity;
        ring = new AtomicReferenceArray<>(IntMath.ceilingPowerOfTwo(capacity));
        mask = ring.length() - 1;
    }

    @Override
    public void append(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        ring.setRelease((int) taken.getAndIncrement() & mask, event);
    }

    /** {@return the events kept, oldest first} */
    public List<AuditEvent> events() {
        long end = taken.get();
        List<AuditEvent> events = new ArrayList<>();
        for (long i = Math.max(0, end - capacity); i < end; i++) {
            AuditEvent event = ring.getAcquire((int) i & mask);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }
}
