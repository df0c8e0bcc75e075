package dev.approvals.testkit.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several threads that begin at the same moment. */
final class Race {

    private static final long LONGEST_SECONDS = 120;

    private Race() {}

    /** What one racer does. */
    @FunctionalInterface
    interface Lap<T> {
        T run(int racer) throws Exception;
    }

    /**
     * Lets racers run.
     *
     * @return what each of them returned, in the order of their numbers
     * @throws AssertionError if one failed or did not come back
     */
    static <T> List<T> of(int racers, Lap<T> lap) {
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            CountDownLatch ready = new CountDownLatch(racers);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                int racer = i;
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return lap.run(racer);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(LONGEST_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException failed) {
            throw new AssertionError("A racer failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException stuck) {
            throw new AssertionError("A racer did not come back within " + LONGEST_SECONDS + " s", stuck);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted during a race", stopped);
        } finally {
            threads.shutdownNow();
        }
    }
}
