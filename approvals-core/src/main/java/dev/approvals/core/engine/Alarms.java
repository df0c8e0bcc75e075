package dev.approvals.core.engine;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes requests whose time has come: at most one alarm a request, and the request itself knows what is due. */
final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Timekeeper clock;
    private final Supplier<Instant> store;
    private final ExecutorService workers;
    private final Consumer<String> due;
    private final Map<String, Timekeeper.Alarm> set = new ConcurrentHashMap<>();
    private volatile boolean closed;

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
        set.compute(id, (any, before) -> {
            if (before != null) {
                before.cancel();
            }
            return closed ? null : when.map(at -> at(id, onClock(at))).orElse(null);
        });
    }

    private Timekeeper.Alarm at(String id, Instant time) {
        return clock.at(time, () -> ring(id));
    }

    private Instant onClock(Instant at) {
        return clock.now().plus(Duration.between(store.get(), at));
    }

    private void ring(String id) {
        set.remove(id);
        try {
            workers.execute(() -> look(id));
        } catch (RejectedExecutionException e) {
            LOG.debug("Request {} came due after the gate was closed", id);
        }
    }

    /** No request stays open for ever because the store was away at the moment when it came due. */
    private void look(String id) {
        try {
            due.accept(id);
        } catch (RuntimeException e) {
            LOG.error("Request {} came due and could not be looked at; again in {}", id, AGAIN, e);
            set.computeIfAbsent(id, any -> at(id, clock.now().plus(AGAIN)));
        }
    }

    void close() {
        closed = true;
        set.keySet().forEach(id -> set(id, Optional.empty()));
    }
}
