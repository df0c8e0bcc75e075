package dev.approvals.testkit;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it. Whatever becomes due on the way runs in the thread that moves the clock,
 * in the order of its times, each at its own time. Thread-safe.
 */
public final class ManualTimekeeper implements Timekeeper {

    /** Where a clock starts that was not told otherwise. */
    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    private final Patience lock = new Patience();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::when).thenComparingLong(Waiting::order));
    private Instant now;
    private long order;
    private int moving;

    private ManualTimekeeper(Instant start) {
        now = start;
    }

    /** {@return a clock that stands at {@link #START}} */
    public static ManualTimekeeper create() {
        return startingAt(START);
    }

    /**
     * A clock that stands at a time.
     *
     * @param start the time
     * @return the clock
     */
    public static ManualTimekeeper startingAt(Instant start) {
        return new ManualTimekeeper(Objects.requireNonNull(start, "start"));
    }

    @Override
    public Instant now() {
        return lock.locked(() -> now);
    }

    @Override
    public Alarm at(Instant when, Runnable task) {
        Waiting alarm = lock.locked(() -> new Waiting(when, order++, task));
        if (waits(alarm)) {
            return () -> lock.change(() -> waiting.remove(alarm));
        }
        Thread thread = new Thread(task, "manual-timekeeper");
        thread.setDaemon(true);
        thread.start();
        return () -> {};
    }

    private boolean waits(Waiting alarm) {
        return lock.changed(() -> (alarm.when().isAfter(now) || moving > 0) && waiting.add(alarm));
    }

    /**
     * Moves the clock on, and runs what becomes due.
     *
     * @param by how far; not negative
     * @throws IllegalArgumentException if it is negative; {@link #set} moves the clock back
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException(
                    "A clock advances forwards, not by " + by + "; set(Instant) moves it back");
        }
        set(now().plus(by));
    }

    /**
     * Sets the clock. Forwards, what becomes due runs; backwards, as clocks do that are corrected, nothing does.
     *
     * @param time the time
     */
    public void set(Instant time) {
        begin();
        try {
            for (Waiting due = nextOrStop(time); due != null; due = nextOrStop(time)) {
                due.task().run();
            }
        } catch (RuntimeException | Error faulty) {
            stop();
            throw faulty;
        }
    }

    private void begin() {
        lock.change(() -> moving++);
    }

    private void stop() {
        lock.change(() -> moving--);
    }

    /** Sets the clock to the next alarm not after a time; or, where there is none, to that time, and moves no more. */
    private @Nullable Waiting nextOrStop(Instant time) {
        return lock.<Optional<Waiting>>changed(() -> {
                    Waiting next = waiting.peek();
                    if (next == null || next.when().isAfter(time)) {
                        now = time;
                        moving--;
                        return Optional.empty();
                    }
                    waiting.remove();
                    now = next.when().isAfter(now) ? next.when() : now;
                    return Optional.of(next);
                })
                .orElse(null);
    }

    /**
     * Waits, in real time up to ten seconds, until tasks wait for this clock: what runs on other threads may need a moment
     * to set its alarms, and would miss the time if the clock were moved before.
     *
     * @param count how many tasks, at least
     * @throws AssertionError if there are fewer
     */
    public void awaitAlarms(int count) {
        lock.await(
                Patience.USUAL,
                () -> waiting.size() < count ? Optional.empty() : Optional.of(count),
                () -> count + " alarms; there are " + waiting.size());
    }

    /** {@return how many tasks wait for their time} */
    public int alarms() {
        return lock.locked(waiting::size);
    }

    @Override
    public String toString() {
        return "ManualTimekeeper[" + now() + ", " + alarms() + " alarms]";
    }

    private record Waiting(Instant when, long order, Runnable task) {}
}
