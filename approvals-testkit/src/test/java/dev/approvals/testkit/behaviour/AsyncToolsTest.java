package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.TestReviewer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Methods that return a stage or a future: they never block and never throw for a denial. */
class AsyncToolsTest {

    private static Throwable failureOf(Future<?> future) throws Exception {
        try {
            Object value = future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("The future was to fail, and has " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void theStageIsThereAtOnceAndCompletesOnceItIsApproved() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            CompletableFuture<String> dumped = house.tools.dump("orders");
            CompletableFuture<String> restored = house.tools.restore("orders").toCompletableFuture();
            Future<String> vacuumed = house.tools.vacuum("orders");
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 3);
            assertThat(List.of(dumped.isDone(), restored.isDone(), vacuumed.isDone()))
                    .containsOnly(false);
            assertThat(house.workshop.runs).isEmpty();

            alice.approve();
            alice.approve();
            alice.approve();

            assertThat(dumped.get(20, TimeUnit.SECONDS)).isEqualTo("dumped orders");
            assertThat(restored.get(20, TimeUnit.SECONDS)).isEqualTo("restored orders");
            assertThat(vacuumed.get(20, TimeUnit.SECONDS)).isEqualTo("vacuumed orders");
            assertThat(house.workshop.runs).hasSize(3);
        }
    }

    private static void assertFails(Consumer<ApprovalsBuilder> settings, RefusalCode code) throws Exception {
        try (House house = House.of(settings)) {
            List<Future<String>> futures = new ArrayList<>();
            futures.add(house.tools.dump("orders"));
            futures.add(house.tools.restore("orders").toCompletableFuture());
            futures.add(house.tools.vacuum("orders"));

            for (Future<String> future : futures) {
                assertThat(failureOf(future))
                        .isInstanceOfSatisfying(
                                ApprovalException.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(code));
            }
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void aDenialFailsTheStageAndIsNeverThrown() throws Exception {
        assertFails(builder -> builder.approver(TestReviewer.denying("alice")), RefusalCode.DENIED_BY_REVIEWER);
    }

    @Test
    void aPolicysDenialFailsTheStageAndIsNeverThrown() throws Exception {
        assertFails(
                builder -> builder.approver(TestReviewer.approving("alice"))
                        .policy(Policy.always(Verdict.deny("no", "never"))),
                RefusalCode.DENIED_BY_POLICY);
    }

    @Test
    void aPolicyThatFailsFailsTheStageAndIsNeverThrown() throws Exception {
        assertFails(
                builder -> builder.approver(TestReviewer.approving("alice")).policy(call -> {
                    throw new IllegalStateException("broken");
                }),
                RefusalCode.POLICY_FAILED);
    }

    @Test
    void aPolicyThatAllowsLetsTheStageCompleteWithoutAPerson() throws Exception {
        try (House house = House.of(builder -> builder.approver(TestReviewer.denying("alice"))
                .policy(Policy.always(Verdict.allow("harmless", "reads only"))))) {
            assertThat(house.tools.dump("orders").get(20, TimeUnit.SECONDS)).isEqualTo("dumped orders");
            assertThat(house.tools.vacuum("orders").get(20, TimeUnit.SECONDS)).isEqualTo("vacuumed orders");
        }
    }

    @Test
    void aToolThatThrowsFailsTheStageWithItsOwnException() throws Exception {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            house.workshop.step = () -> {
                throw new IllegalStateException("the disk is full");
            };

            assertThat(failureOf(house.tools.dump("orders")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the disk is full");
            assertThat(house.audit).call("dump").threw();
        }
    }

    @Test
    void aStageThatIsCancelledCancelsTheCall() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            CompletableFuture<String> dumped = house.tools.dump("orders");
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            dumped.cancel(true);

            house.audit.await(AuditEventType.APPROVAL_CANCELLED);
            assertThat(alice.desk().decide(alice.onlyRequest().approve(alice.reviewer(), "")))
                    .wasRefused(RefusalCode.ALREADY_DECIDED)
                    .leaves(RequestStatus.ENDED);
            assertThat(house.workshop.runs).isEmpty();
            assertThatThrownBy(dumped::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aStageThatIsCompletedFromOutsideCancelsTheCall() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            CompletableFuture<String> dumped = house.tools.dump("orders");
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            dumped.complete("forged");

            alice.awaitEnd();
            assertThat(house.workshop.runs).isEmpty();
            assertThat(house.audit).call("dump").wasRefused(RefusalCode.CANCELLED);
        }
    }

    @Test
    void whatDependsOnAFailedStageSeesTheRefusal() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThatThrownBy(() ->
                            house.tools.dump("orders").thenApply(String::length).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ApprovalException.Refused.class);
        }
    }

    @Test
    void aThousandStagesWaitWithoutAThreadEach() throws Exception {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house =
                House.of(builder -> builder.approver(alice).pendingAtMost(1_000).askedAMinuteAtMost(1_000))) {
            int before = Thread.activeCount();
            List<CompletableFuture<String>> stages = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                stages.add(house.tools.dump("table-" + i));
            }
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 1_000);

            assertThat(Thread.activeCount()).isLessThan(before + 200);

            alice.seen().forEach(request -> alice.desk().decide(request.approve(alice.reviewer(), "")));
            CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(house.workshop.runs).hasSize(1_000).doesNotHaveDuplicates();
        }
    }
}
