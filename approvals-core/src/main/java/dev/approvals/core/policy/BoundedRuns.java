package dev.approvals.core.policy;

import dev.approvals.policy.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs evaluations on daemon threads, each for a bounded time.
 *
 * <p>A permit is held by an evaluation that somebody waits for; one that was given up gives its permit back and is
 * counted as lost until it returns. So evaluations that hang take no permit from others, and there are never more
 * threads than permits and allowed losses.
 */
final class BoundedRuns {

    static final int AT_ONCE = 64;
    static final int MOST_LOST = 32;
    static final int MOST_LOST_OF_TOOL = 2;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "approvals-policy");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration limit;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final AtomicInteger lost = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> lostOfTool = new ConcurrentHashMap<>();

    BoundedRuns(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("A policy's limit of time must be longer than zero; got " + limit);
        }
        this.limit = limit;
    }

    /** The verdict, or a denial where it does not come in time. */
    Verdict run(String tool, Callable<Verdict> evaluation) {
        if (lostOfTool.getOrDefault(tool, 0) >= MOST_LOST_OF_TOOL || lost.get() >= MOST_LOST) {
            return Parts.failure("the policy", "still hangs in earlier calls, so this one was not judged");
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return Parts.failure("the policy", "was busy with other calls for all of " + limit);
            }
            try {
                return await(new Run(tool, evaluation), end);
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Parts.failure("the policy", "was interrupted together with the caller");
        }
    }

    private Verdict await(Run run, long end) throws InterruptedException {
        THREADS.execute(run);
        boolean returned = false;
        try {
            Verdict verdict = run.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            returned = true;
            return verdict;
        } catch (TimeoutException e) {
            return Parts.failure("the policy", "took longer than " + limit);
        } catch (ExecutionException e) {
            returned = true;
            return Parts.failure("the policy", "threw " + Parts.inWords(Objects.requireNonNullElse(e.getCause(), e)));
        } finally {
            if (!returned) {
                run.giveUp();
            }
        }
    }

    /** One evaluation on a thread of its own. Whichever of its thread and its waiter comes first settles it. */
    private final class Run extends FutureTask<Verdict> {

        private final String tool;
        private final AtomicBoolean settled = new AtomicBoolean();

        private Run(String tool, Callable<Verdict> evaluation) {
            super(evaluation);
            this.tool = tool;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                if (!settled.compareAndSet(false, true)) {
                    found();
                }
            }
        }

        private void giveUp() {
            lost.incrementAndGet();
            lostOfTool.merge(tool, 1, Integer::sum);
            if (!settled.compareAndSet(false, true)) {
                found();
            }
            cancel(true);
        }

        private void found() {
            lost.decrementAndGet();
            lostOfTool.computeIfPresent(tool, (t, n) -> n == 1 ? null : n - 1);
        }
    }
}
