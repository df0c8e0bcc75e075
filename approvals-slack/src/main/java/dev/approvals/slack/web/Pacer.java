package dev.approvals.slack.web;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Lets calls through no faster than Slack takes them: some at once, then one after the other, in the order in which they
 * came. Thread-safe.
 */
final class Pacer {

    /** More keys than that are looked through for those that nobody waits for. */
    private static final int MANY = 1_000;

    private final LongSupplier nanos;
    private final Pause pause;
    /** For each key the time at which it is as if nothing had been sent. */
    private final ConcurrentMap<String, Long> free = new ConcurrentHashMap<>();

    Pacer(LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
    }

    static Pacer usual() {
        return new Pacer(System::nanoTime, Pacer::park);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void of(long nanos) throws InterruptedIOException;
    }

    /**
     * How many at once, and how long each takes.
     *
     * @param burst how many may go at once after a rest, at least 1
     * @param each the time for each after that
     */
    record Rate(int burst, Duration each) {}

    /** Waits for its turn; gives up at once, and takes no turn, where that would take longer than the patience. */
    boolean await(String key, Rate rate, Duration patience) throws InterruptedIOException {
        long now = nanos.getAsLong();
        long each = rate.each().toNanos();
        long room = each * (rate.burst() - 1);
        long[] wait = new long[1];
        forgetTheIdle(now);
        free.compute(key, (any, before) -> {
            long from = before == null ? now : Math.max(now, before);
            wait[0] = Math.max(0, from - now - room);
            return wait[0] > patience.toNanos() ? Long.valueOf(from) : Long.valueOf(from + each);
        });
        if (wait[0] > patience.toNanos()) {
            return false;
        }
        rest(wait[0]);
        return true;
    }

    /** From now on nothing goes for a while: Slack said so. */
    void hold(String key, Rate rate, Duration time) {
        long until = nanos.getAsLong() + time.toNanos() + rate.each().toNanos() * (rate.burst() - 1);
        free.merge(key, until, Math::max);
    }

    private void rest(long time) throws InterruptedIOException {
        if (time > 0) {
            pause.of(time);
        }
    }

    private void forgetTheIdle(long now) {
        if (free.size() > MANY) {
            free.values().removeIf(at -> at - now <= 0);
        }
    }

    private static void park(long nanos) throws InterruptedIOException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for Slack to take more");
            }
        }
    }
}
