package dev.approvals.core.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The daemon threads of one gate. */
public final class Workers {

    private static final int PER_APPROVER = 32;
    private static final int STEPS = 32;
    private static final long IDLE_SECONDS = 30;

    private Workers() {}

    /** Threads for what may take long and must not wait for each other: tools without their caller, previews, hosts. */
    public static ExecutorService runs() {
        return Executors.newCachedThreadPool(named("approvals-run"));
    }

    /** Threads for the engine's own steps: many may come at once, each is short. */
    public static ExecutorService steps() {
        return bounded(STEPS, "approvals-step");
    }

    /** Threads of one approver: a slow or hanging one holds up nobody but itself. */
    public static ExecutorService approver(String name) {
        return bounded(PER_APPROVER, "approvals-" + name);
    }

    private static ExecutorService bounded(int threads, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Has threads take no more work, and waits until what they do has ended.
     *
     * @param atMost how long to wait for all of them together; what takes longer ends by itself
     */
    public static void end(Duration atMost, Stream<ExecutorService> pools) {
        List<ExecutorService> all = pools.toList();
        all.forEach(ExecutorService::shutdown);
        long until = System.nanoTime() + atMost.toNanos();
        try {
            for (ExecutorService pool : all) {
                pool.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a task on a thread of its own. */
    public static void single(String name, Runnable task) {
        named(name).newThread(task).start();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
