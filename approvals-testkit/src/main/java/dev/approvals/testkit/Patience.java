package dev.approvals.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lock that tests wait on until something has happened, in real time and not for ever. */
final class Patience {

    /** How long a test waits in real time where nothing else was said: long enough for a busy machine. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Reads or changes what the lock guards. */
    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes what the lock guards, and wakes those who wait. */
    void change(Runnable change) {
        changed(() -> {
            change.run();
            return true;
        });
    }

    /** Changes what the lock guards, wakes those who wait, and tells what came of it. */
    <T> T changed(Supplier<T> change) {
        lock.lock();
        try {
            T result = change.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is there.
     *
     * @param within how long at most, in real time
     * @param wanted looks for it, under the lock
     * @param missing says what was waited for, and what is there instead
     * @return what was found
     * @throws AssertionError if it was not there in time, or the waiting thread was interrupted
     */
    <T> T await(Duration within, Supplier<Optional<T>> wanted, Supplier<String> missing) {
        lock.lock();
        try {
            long left = within.toNanos();
            for (Optional<T> found = wanted.get(); ; found = wanted.get()) {
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("Waited " + within.toSeconds() + " s in vain for " + missing.get());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + missing.get(), stopped);
        } finally {
            lock.unlock();
        }
    }
}
