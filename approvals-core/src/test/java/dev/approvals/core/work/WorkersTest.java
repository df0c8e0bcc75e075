package dev.approvals.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void workThatIsUnderWayHasEndedOnceItsThreadsHave() {
        ExecutorService steps = Workers.steps();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        steps.execute(() -> {
            await(begun);
            done.set(true);
        });
        begun.countDown();

        Workers.end(Duration.ofMinutes(5), Stream.of(steps, Workers.runs()));

        assertThat(done).isTrue();
        assertThat(steps.isTerminated()).isTrue();
    }

    @Test
    void whatTakesLongerIsLeftToEnd() {
        ExecutorService runs = Workers.runs();
        CountDownLatch end = new CountDownLatch(1);
        runs.execute(() -> await(end));

        Workers.end(Duration.ofMillis(1), Stream.of(runs, Workers.steps()));

        assertThat(runs.isShutdown()).isTrue();
        assertThat(runs.isTerminated()).isFalse();
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
