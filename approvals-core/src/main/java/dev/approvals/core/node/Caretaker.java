package dev.approvals.core.node;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the rows whose time has come; the rows themselves know what is due. However many wait, the clock keeps one
 * alarm: the earliest where this process makes all changes, one a second where others share the store. Thread-safe.
 */
public final class Caretaker {

    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);

    private static final int PAGE = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Between two looks that hints ask for. */
    private static final Duration BREATH = Duration.ofMillis(100);
    /** A store that outlives this process has a clock of its own, which may be set. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration FOREVER = Duration.ofDays(100 * 365);

    private final Timekeeper clock;
    private final ApprovalStore store;
    private final ApprovalStore.Capabilities can;
    private final ExecutorService workers;
    private final Bell bell;
    private final Outage outage = new Outage(LOG, "Looking after what is due in the store");
    private final Map<StoredRow.Kind, Consumer<StoredRow>> looks = new ConcurrentHashMap<>();
    private final List<Chore> chores = new CopyOnWriteArrayList<>();
    /** The rows that somebody is looking at, by id. */
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile Instant lastLook = Instant.MIN;
    private volatile int limit = PAGE;
    /** The versions of the rows of the last page, by id: those that nobody here can do anything about come again. */
    private volatile Map<String, Long> lastPage = Map.of();

    /**
     * A caretaker that has nothing to look after.
     *
     * @param clock rings
     * @param store where the rows are; its clock, by which they are due, may be another
     * @param workers look at rows
     */
    public Caretaker(Timekeeper clock, ApprovalStore store, ExecutorService workers) {
        this.clock = clock;
        this.store = store;
        this.can = store.capabilities();
        this.workers = workers;
        this.bell = new Bell(clock, this::ring);
    }

    /**
     * Says what is done about the due rows of a kind; before {@link #begin}.
     *
     * @param look called with the row on a worker; what it throws is logged, and the row looked at again
     */
    public void lookAfter(StoredRow.Kind kind, Consumer<StoredRow> look) {
        looks.put(kind, look);
    }

    /**
     * Adds something to be done now and then, on a store that outlives this process.
     *
     * @param what what it does, as the subject of a sentence
     * @param every how often; no more often than rows are looked after
     * @param work does it
     * @return has it done at once
     */
    public Runnable now(String what, Duration every, Runnable work) {
        Chore chore = new Chore(what, every, work);
        chores.add(chore);
        return () -> {
            chore.hurry();
            bell.by(clock.now());
        };
    }

    /** Begins; in memory there is nothing to be found yet. */
    public void begin() {
        if (can.durable()) {
            bell.by(clock.now());
        }
    }

    /**
     * Tells that a row which this process wrote is due.
     *
     * @param at when, by the store's clock; empty for never
     */
    public void expect(Optional<Instant> at) {
        if (at.isPresent() && !can.shared()) {
            bell.by(onClock(at.get(), store.now()));
        }
    }

    private Instant onClock(Instant at, Instant storeNow) {
        return clock.now().plus(Duration.between(storeNow, at));
    }

    /** Tells that some row may have become due for this process. */
    public void hint() {
        if (can.durable()) {
            Instant soonest = lastLook.equals(Instant.MIN) ? clock.now() : lastLook.plus(BREATH);
            bell.by(soonest.isBefore(clock.now()) ? clock.now() : soonest);
        }
    }

    private void ring() {
        if (queued.compareAndSet(false, true)) {
            try {
                workers.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("Rows came due after the gate was closed");
            }
        }
    }

    private void look() {
        queued.set(false);
        lastLook = clock.now();
        if (!outage.tried(this::lookAtPage)) {
            bell.by(clock.now().plus(PAUSE));
        }
    }

    private void lookAtPage() {
        if (can.durable()) {
            chores.forEach(chore -> chore.doIfDue(clock, workers));
        }
        Instant now = store.now();
        int most = limit;
        List<StoredRow> page = store.due(now, most);
        boolean full = page.size() == most;
        Map<String, Long> versions = new HashMap<>();
        page.forEach(row -> versions.put(row.id(), row.version()));
        boolean stuck = full && versions.equals(lastPage);
        lastPage = versions;
        limit = stuck ? 2 * most : Math.max(PAGE, full ? most : 2 * page.size());
        List<StoredRow> fresh = page.stream().filter(row -> busy.add(row.id())).toList();
        if (fresh.isEmpty()) {
            rest(now, full);
        } else {
            // Should one of them take long.
            bell.by(clock.now().plus(PAUSE));
            AtomicInteger left = new AtomicInteger(fresh.size());
            fresh.forEach(row -> send(row, () -> {
                if (left.decrementAndGet() == 0) {
                    outage.tried(() -> rest(now, full));
                }
            }));
        }
    }

    private void send(StoredRow row, Runnable then) {
        try {
            workers.execute(() -> {
                try {
                    lookAt(row);
                } finally {
                    busy.remove(row.id());
                    then.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Row {} came due after the gate was closed", row.id());
        }
    }

    /** No row stays for ever because the store was away at the moment when it came due. */
    private void lookAt(StoredRow row) {
        try {
            looks.getOrDefault(row.kind(), any -> {}).accept(row);
        } catch (RuntimeException e) {
            LOG.error("Row {} came due and could not be looked at; again in {}", row.id(), PAUSE, e);
        }
    }

    /** Decides when to look again: at once where more than a page was due, but for what nobody here can change. */
    private void rest(Instant lookedAt, boolean full) {
        if (full) {
            bell.by(clock.now());
        } else if (can.shared()) {
            bell.by(clock.now().plus(PAUSE));
        } else {
            Instant now = store.now();
            store.due(now.plus(FOREVER), 1).stream()
                    .flatMap(row -> row.dueAt().stream())
                    .map(at -> at.isAfter(lookedAt)
                            ? onClock(at, now)
                            : clock.now().plus(PAUSE))
                    .forEach(bell::by);
            if (can.durable()) {
                bell.by(clock.now().plus(LONGEST));
            }
        }
    }

    /** Looks at nothing any more. */
    public void close() {
        bell.close();
    }
}
