package dev.approvals.core.node;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something to be done now and then, one at a time. */
final class Chore {

    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final Duration every;
    private final Runnable work;
    private final Outage outage;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant next = Instant.MIN;

    /**
     * A chore that is due at once.
     *
     * @param what what it does, as the subject of a sentence
     * @param every how long after it was done it is due again
     * @param work does it
     */
    Chore(String what, Duration every, Runnable work) {
        this.every = every;
        this.work = work;
        this.outage = new Outage(LOG, what);
    }

    /** Has a worker do it, if it is due and nobody is at it. */
    void doIfDue(Timekeeper clock, ExecutorService workers) {
        if (!clock.now().isBefore(next) && running.compareAndSet(false, true)) {
            next = clock.now().plus(every);
            try {
                workers.execute(this::done);
            } catch (RejectedExecutionException e) {
                LOG.debug("A chore was due as the gate was closed");
            }
        }
    }

    private void done() {
        try {
            outage.tried(work);
        } finally {
            running.set(false);
        }
    }

    /** Makes it due at once. */
    void hurry() {
        next = Instant.MIN;
    }
}
