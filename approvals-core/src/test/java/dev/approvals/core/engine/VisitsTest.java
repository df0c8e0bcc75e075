package dev.approvals.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Visits visits = new Visits();

    private static CompletableFuture<Void> onAThread(Runnable task) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            task.run();
            end.complete(null);
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void whoClosesIsThereUntilTheLastVisitorHasLeft() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Void> visitor = onAThread(() -> visits.during(() -> {
            inside.countDown();
            return await(leave);
        }));
        await(inside);

        CompletableFuture<Void> closing = onAThread(() -> visits.awaitNobody(LONG));
        assertThat(closing).isNotDone();
        leave.countDown();

        visitor.get(60, TimeUnit.SECONDS);
        closing.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whoStaysIsNotWaitedForForEver() {
        visits.during(() -> {
            visits.awaitNobody(Duration.ofMillis(1));
            return "";
        });
    }

    @Test
    void nobodyIsWaitedForWhereNobodyIs() {
        visits.during(() -> "");
        visits.awaitNobody(LONG);
    }
}
