package dev.approvals.core.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The daemon threads of one gate. */
final class Workers {

    private static final int PER_APPROVER = 32;
    private static final long IDLE_SECONDS = 30;

    private Workers() {}

    /** Threads for the engine's own work and for tools that run without their caller; as many as are needed. */
    static ExecutorService engine() {
        return Executors.newCachedThreadPool(named("approvals-engine"));
    }

    /** Threads of one approver: a slow or hanging one holds up nobody but itself. */
    static ExecutorService approver(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                PER_APPROVER,
                PER_APPROVER,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("approvals-" + name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
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
