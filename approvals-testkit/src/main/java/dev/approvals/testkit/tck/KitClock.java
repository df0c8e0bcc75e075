package dev.approvals.testkit.tck;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that the kit moves; what becomes due runs in the kit's thread. Alarms of its past run at its next move. */
final class KitClock implements Timekeeper {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-05T09:00:00Z"));
    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private record Waiting(Instant when, Runnable task) {}

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public Alarm at(Instant when, Runnable task) {
        Waiting alarm = new Waiting(when, task);
        waiting.add(alarm);
        return () -> waiting.remove(alarm);
    }

    /** Whether something waits for its time. */
    boolean hasAlarms() {
        return !waiting.isEmpty();
    }

    /** Moves on, and runs what has become due. */
    void advance(Duration by) {
        Instant then = now.updateAndGet(before -> before.plus(by));
        List.copyOf(waiting).stream()
                .filter(alarm -> !alarm.when().isAfter(then))
                .forEach(alarm -> {
                    // Whoever takes it away runs it.
                    if (waiting.remove(alarm)) {
                        alarm.task().run();
                    }
                });
    }
}
