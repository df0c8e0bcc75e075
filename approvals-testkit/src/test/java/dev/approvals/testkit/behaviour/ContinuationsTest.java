package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.outcome.ApprovalException;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a host does once a call of its own has ended is its own affair: it may take long, and call tools. */
class ContinuationsTest {

    /** More than the gate has threads for its own steps. */
    private static final int MANY = 64;

    @Test
    void whoBlocksOnceTheirCallHasEndedHoldsUpNoOtherCall() {
        CountDownLatch released = new CountDownLatch(1);
        try (House house = House.of(
                builder -> builder.approver(TestReviewer.denying("alice")).lockAfter(1_000, HOUR, HOUR))) {
            for (int i = 0; i < MANY; i++) {
                house.tools.dump("orders-" + i).whenComplete((result, failure) -> await(released));
            }

            assertThatThrownBy(() -> house.tools.dump("customers").get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ApprovalException.Refused.class);
        } finally {
            released.countDown();
        }
    }

    private static final Duration HOUR = Duration.ofHours(1);

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
