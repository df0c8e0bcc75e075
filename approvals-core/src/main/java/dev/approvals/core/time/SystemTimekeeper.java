package dev.approvals.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The system's clock. Delays are kept by the monotonic timer, so that a jump of the wall clock fires nothing early. */
final class SystemTimekeeper implements Timekeeper {

    static final SystemTimekeeper INSTANCE = new SystemTimekeeper();

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "approvals-timer");
        thread.setDaemon(true);
        return thread;
    });

    private SystemTimekeeper() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Alarm at(Instant when, Runnable task) {
        long millis =
                Math.max(0, Duration.between(now(), when).plusNanos(999_999).toMillis());
        Future<?> scheduled = timers.schedule(task, millis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
