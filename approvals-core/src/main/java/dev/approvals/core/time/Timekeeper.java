package dev.approvals.core.time;

import java.time.Instant;

/** The one clock of a gate, and what is to happen at a time by that clock. Thread-safe. */
public interface Timekeeper {

    /** {@return the time now} */
    Instant now();

    /**
     * Runs a task once a time has come; at once, on another thread, where it has come already.
     *
     * @param when the time
     * @param task the task; short, it must not block or throw
     * @return cancels the task
     */
    Alarm at(Instant when, Runnable task);

    /** {@return the system's clock, with one daemon thread for all tasks} */
    static Timekeeper system() {
        return SystemTimekeeper.INSTANCE;
    }

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Alarm {
        /** Forgets the task, unless it has begun. */
        void cancel();
    }
}
