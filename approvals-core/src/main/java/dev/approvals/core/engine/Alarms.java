package dev.approvals.core.engine;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes requests whose time has come; the request itself knows what is due. However many wait, the clock keeps one alarm:
 * the earliest.
 */
final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Timekeeper clock;
    private final Supplier<Instant> store;
    private final ExecutorService workers;
    private final Consumer<String> due;
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableSet<Due> queue =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::id));
    private final Map<String, Due> byId = new HashMap<>();
    private Timekeeper.Alarm alarm = () -> {};
    private Instant alarmAt = Instant.MAX;
    private boolean closed;

    /** When a request is due, by the clock that rings. */
    private record Due(Instant at, String id) {}

    /**
     * Alarms.
     *
     * @param clock rings them
     * @param store the clock by which they are due; the two may differ
     * @param due told the request whose time has come
     */
    Alarms(Timekeeper clock, Supplier<Instant> store, ExecutorService workers, Consumer<String> due) {
        this.clock = clock;
        this.store = store;
        this.workers = workers;
        this.due = due;
    }

    /** Sets a request's alarm in place of the one before, or removes it. */
    void set(String id, Optional<Instant> when) {
        Optional<Due> next = when.map(at -> new Due(onClock(at), id));
        locked(() -> {
            remove(id);
            next.ifPresent(this::add);
        });
    }

    private Instant onClock(Instant at) {
        return clock.now().plus(Duration.between(store.get(), at));
    }

    private void remove(String id) {
        Due before = byId.remove(id);
        if (before != null) {
            queue.remove(before);
        }
    }

    /** An alarm that has become too early is left to ring: most requests end long before they are due. */
    private void add(Due next) {
        if (closed) {
            return;
        }
        byId.put(next.id(), next);
        queue.add(next);
        if (next.at().isBefore(alarmAt)) {
            ringAt(next.at());
        }
    }

    private void ring() {
        List<Due> come = new ArrayList<>();
        locked(() -> {
            Instant now = clock.now();
            while (!queue.isEmpty() && !queue.first().at().isAfter(now)) {
                come.add(queue.first());
                remove(queue.first().id());
            }
            alarmAt = Instant.MAX;
            if (!queue.isEmpty()) {
                ringAt(queue.first().at());
            }
        });
        come.forEach(this::send);
    }

    private void ringAt(Instant at) {
        alarm.cancel();
        alarmAt = at;
        alarm = clock.at(at, this::ring);
    }

    private void send(Due come) {
        try {
            workers.execute(() -> look(come.id()));
        } catch (RejectedExecutionException e) {
            LOG.debug("Request {} came due after the gate was closed", come.id());
        }
    }

    /** No request stays open for ever because the store was away at the moment when it came due. */
    private void look(String id) {
        try {
            due.accept(id);
        } catch (RuntimeException e) {
            LOG.error("Request {} came due and could not be looked at; again in {}", id, AGAIN, e);
            Due again = new Due(clock.now().plus(AGAIN), id);
            locked(() -> {
                if (!byId.containsKey(id)) {
                    add(again);
                }
            });
        }
    }

    void close() {
        locked(() -> {
            closed = true;
            queue.clear();
            byId.clear();
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
