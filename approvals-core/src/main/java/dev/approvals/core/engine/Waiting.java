package dev.approvals.core.engine;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.outcome.Outcome;
import dev.approvals.store.ApprovalStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The callers of this process that wait for a request. What wakes them is a hint; they read the request again. */
final class Waiting implements AutoCloseable {

    private static final long SHORT_SECONDS = 1;
    private static final long LONG_SECONDS = 10;

    private final Map<String, List<Waiter>> waiters = new ConcurrentHashMap<>();
    /** Outcomes just left, for those who join at the last moment. */
    private final Cache<String, Outcome> lately = CacheBuilder.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    private final ApprovalStore.Watch watch;
    private final long patience;

    Waiting(ApprovalStore store) {
        // Where others share the store, somebody looks for lost hints for all at once.
        patience = store.capabilities().shared() ? LONG_SECONDS : SHORT_SECONDS;
        watch = store.watch(this::wake);
    }

    /** One caller that waits for one request. */
    abstract static class Waiter {

        private volatile @Nullable Outcome outcome;

        /** Something may have changed; must not block. */
        abstract void wake();

        /** The outcome itself, where the tool ran in this process; it counts once the request has ended. */
        Optional<Outcome> seen() {
            return Optional.ofNullable(outcome);
        }
    }

    /** A caller that waits on its own thread. */
    static final class Blocked extends Waiter {

        private final Semaphore hints = new Semaphore(0);
        private final long patience;
        private volatile boolean timeUp;

        private Blocked(long seconds) {
            patience = seconds;
        }

        @Override
        void wake() {
            hints.release();
        }

        void timeUp() {
            timeUp = true;
            wake();
        }

        boolean isTimeUp() {
            return timeUp;
        }

        /**
         * Waits for a hint, not for ever: hints may be lost. A pool that this thread belongs to is told, so that it lets
         * others run meanwhile: the HTTP client that fetches a reviewer's keys needs the common pool, which may have no
         * more than one thread.
         */
        void await() throws InterruptedException {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    hints.tryAcquire(patience, TimeUnit.SECONDS);
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return hints.availablePermits() > 0;
                }
            });
            hints.drainPermits();
        }
    }

    /** {@return a waiter for a caller on its own thread} */
    Blocked blocked() {
        return new Blocked(patience);
    }

    void add(String id, Waiter waiter) {
        // Whole, so that nobody joins a list that the last one to leave has just thrown away.
        waiters.compute(id, (any, list) -> {
            // Most requests have one, and there may be very many of them.
            return list == null
                    ? List.of(waiter)
                    : Stream.concat(list.stream(), Stream.of(waiter)).toList();
        });
        Outcome left = lately.getIfPresent(id);
        if (left != null) {
            waiter.outcome = left;
        }
    }

    /** Removes a waiter and says whether others wait for the same request. */
    boolean remove(String id, Waiter waiter) {
        List<Waiter> left = waiters.computeIfPresent(id, (any, list) -> {
            List<Waiter> others = list.stream().filter(other -> other != waiter).toList();
            return others.isEmpty() ? null : others;
        });
        return left != null;
    }

    /** Has everybody who waits for a request look at it again. */
    void wake(String id) {
        waiters.getOrDefault(id, List.of()).forEach(Waiter::wake);
    }

    /** Leaves an outcome with everybody who waits for it here, before the end is stored and wakes them. */
    void leave(String id, Outcome outcome) {
        lately.put(id, outcome);
        waiters.getOrDefault(id, List.of()).forEach(waiter -> waiter.outcome = outcome);
    }

    Set<String> ids() {
        return Set.copyOf(waiters.keySet());
    }

    @Override
    public void close() {
        watch.close();
    }
}
