package dev.approvals.jdbc;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process, or another thread, is about to do. */
final class Eventually {

    private static final long PATIENCE_SECONDS = 30;

    private Eventually() {}

    static void holds(String what, BooleanSupplier condition) {
        get(what, () -> Optional.of(condition.getAsBoolean()).filter(done -> done));
    }

    static <T> T get(String what, Supplier<Optional<T>> wanted) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            Optional<T> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("Waited " + PATIENCE_SECONDS + " s in vain for " + what);
    }
}
