package dev.approvals.slack.act;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that act upon clicks: some, of our own, with a bounded queue. Thread-safe. */
final class Hands implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 500;
    private static final long GRACE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    Hands() {
        this(THREADS, MOST_WAITING);
    }

    Hands(int count, int mostWaiting) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), run -> {
                    Thread thread = new Thread(run, "approvals-slack-click-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** {@return whether it will be done; not where too much waits already, or all is closed} */
    boolean willDo(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends what was begun, for a while; an acknowledged click is not dropped lightly. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
