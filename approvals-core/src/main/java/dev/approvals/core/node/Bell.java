package dev.approvals.core.node;

import dev.approvals.core.time.Timekeeper;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** One alarm: the earliest of all times it was asked for. It may ring once too often, never too late. */
final class Bell {

    private final Timekeeper clock;
    private final Runnable task;
    private final ReentrantLock lock = new ReentrantLock();
    private Timekeeper.Alarm alarm = () -> {};
    private volatile Instant at = Instant.MAX;
    private boolean closed;

    /**
     * A bell that nobody waits for yet.
     *
     * @param task rung; short, it must not block or throw
     */
    Bell(Timekeeper clock, Runnable task) {
        this.clock = clock;
        this.task = task;
    }

    /** Rings at a time, or before. */
    void by(Instant when) {
        if (when.isBefore(at)) {
            locked(() -> set(when));
        }
    }

    private void set(Instant when) {
        if (!closed && when.isBefore(at)) {
            alarm.cancel();
            at = when;
            alarm = clock.at(when, this::ring);
        }
    }

    private void ring() {
        locked(() -> at = Instant.MAX);
        task.run();
    }

    void close() {
        locked(() -> {
            closed = true;
            alarm.cancel();
        });
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
