package dev.approvals.testkit.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Named;

/** Several who begin at the same moment, each on a thread of their own. */
final class Racers {

    private static final long PATIENCE_SECONDS = 30;

    private final ThreadFactory threads;
    private final CountDownLatch start = new CountDownLatch(1);
    private final List<Runner<?>> runners = new ArrayList<>();

    Racers(ThreadFactory threads) {
        this.threads = threads;
    }

    /** {@return platform threads, and virtual ones where this JDK has them} */
    static List<Named<ThreadFactory>> kinds() {
        List<Named<ThreadFactory>> kinds = new ArrayList<>();
        kinds.add(Named.of("platform threads", task -> {
            Thread thread = new Thread(task, "racer");
            thread.setDaemon(true);
            return thread;
        }));
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            kinds.add(Named.of(
                    "virtual threads", (ThreadFactory) type.getMethod("factory").invoke(builder)));
        } catch (ReflectiveOperationException | UnsupportedOperationException before21) {
            // This JDK has none, or only as a preview: there is nothing to race on.
            return kinds;
        }
        return kinds;
    }

    /** Adds one who waits for the start. */
    <T> Runner<T> add(Callable<T> lap) {
        Runner<T> runner = new Runner<>(() -> {
            start.await();
            return lap.call();
        });
        runners.add(runner);
        return runner;
    }

    /** Lets somebody begin before the others. */
    <T> Runner<T> ahead(Callable<T> lap) {
        return new Runner<>(lap);
    }

    /** Starts everybody, and waits until all are through. */
    void run() {
        start.countDown();
        runners.forEach(Runner::outcome);
    }

    /** One of them. */
    final class Runner<T> {

        private final FutureTask<T> task;
        private final Thread thread;

        private Runner(Callable<T> lap) {
            task = new FutureTask<>(lap);
            thread = threads.newThread(task);
            thread.start();
        }

        void interrupt() {
            thread.interrupt();
        }

        /** {@return what came of it: the result, or what was thrown} */
        Object outcome() {
            try {
                return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException thrown) {
                return thrown.getCause();
            } catch (TimeoutException stuck) {
                throw new AssertionError("A racer did not come back within " + PATIENCE_SECONDS + " s", stuck);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted during a race", stopped);
            }
        }
    }
}
