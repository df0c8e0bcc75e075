package dev.approvals.core.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many threads of callers are in the engine. Thread-safe. */
final class Visits {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    /** One more, until it is closed. */
    private final AtomicInteger visitors = new AtomicInteger(1);

    private final CompletableFuture<@Nullable Void> deserted = new CompletableFuture<>();

    /** Does something on the thread of a caller. */
    <T> T during(Supplier<T> visit) {
        visitors.incrementAndGet();
        try {
            return visit.get();
        } finally {
            leave();
        }
    }

    private void leave() {
        if (visitors.decrementAndGet() == 0) {
            deserted.complete(null);
        }
    }

    /** Waits until nobody is there, or for so long; once. */
    void awaitNobody(Duration atMost) {
        leave();
        try {
            deserted.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Callers are left with tools that take their time", e);
        }
    }
}
