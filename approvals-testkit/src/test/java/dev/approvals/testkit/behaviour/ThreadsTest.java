package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Claim;
import dev.approvals.audit.AuditEventType;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.TestReviewer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Callers on virtual threads where the JDK has them, and on platform threads elsewhere: waiting holds nothing else up. */
class ThreadsTest {

    /** More than the JDK would ever make carriers for threads that are pinned to theirs. */
    private static final int VIRTUAL = 1_000;

    private static final int PLATFORM = 200;

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    /** One new thread for each task; by reflection, since this is compiled for 17. */
    private static ExecutorService threads() throws ReflectiveOperationException {
        return hasVirtualThreads()
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newCachedThreadPool();
    }

    @Test
    void allCallersWaitAtOnceAndEachGetsItsOwnResult() throws Exception {
        int callers = hasVirtualThreads() ? VIRTUAL : PLATFORM;
        TestReviewer alice = TestReviewer.later("alice");
        ExecutorService threads = threads();
        try (House house = House.of(
                builder -> builder.approver(alice).pendingAtMost(callers).askedAMinuteAtMost(callers))) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                String user = "user-" + i;
                results.add(threads.submit(() -> house.tools.export("m", user, 5, "t", "token") + " of " + user));
            }
            // Every one of them waits before any is decided: had one held a carrier, the last would not have come.
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, callers);
            List<ApprovalRequest> requests = alice.awaitRequests(callers);

            requests.forEach(request -> alice.desk().decide(request.approve(House.ALICE, "")));

            for (int i = 0; i < callers; i++) {
                assertThat(results.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("5 rows exported of user-" + i);
            }
            assertThat(house.workshop.claims).hasSize(callers).allMatch(claim -> claim.isPresent());
            assertThat(house.workshop.claims)
                    .extracting(claim -> claim.orElseThrow().executionId())
                    .doesNotHaveDuplicates();
            assertThat(Claim.current()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCallerOnSuchAThreadThatIsInterruptedCancels() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        ExecutorService threads = threads();
        try (House house = House.reviewedBy(alice)) {
            Future<?> caller = threads.submit(() -> house.tools.drop("orders"));
            alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            caller.cancel(true);

            house.audit.await(AuditEventType.APPROVAL_CANCELLED);
            assertThat(house.workshop.runs).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** As the common pool of a machine with two processors, on which the reviewer's own request may depend. */
    @Test
    void aCallerThatHoldsAPoolsOnlyThreadLetsOthersRunThereMeanwhile() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        ForkJoinPool pool = new ForkJoinPool(1);
        try (House house = House.reviewedBy(alice)) {
            Future<?> caller = pool.submit(() -> house.tools.drop("orders"));
            ApprovalRequest request = alice.awaitRequest();

            pool.submit(() -> alice.desk().decide(request.approve(House.ALICE, "")))
                    .get(60, TimeUnit.SECONDS);

            caller.get(60, TimeUnit.SECONDS);
            assertThat(house.workshop.runs).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
