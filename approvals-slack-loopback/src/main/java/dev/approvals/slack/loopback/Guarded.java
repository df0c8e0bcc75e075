package dev.approvals.slack.loopback;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one lock over everything that a loopback Slack remembers; tests wait on it until something has happened. */
final class Guarded {

    /** How long a test waits in real time: long enough for a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Reads or changes something, and wakes those who wait. */
    <T> T in(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        in(() -> {
            action.run();
            return true;
        });
    }

    /** Waits until something is there; fails the test if it never is. */
    <T> T await(String what, Supplier<Optional<T>> wanted, Supplier<?> instead) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            for (Optional<T> found = wanted.get(); ; found = wanted.get()) {
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("Waited in vain for " + what + "; there is " + instead.get());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, stopped);
        } finally {
            lock.unlock();
        }
    }
}
