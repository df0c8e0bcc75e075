package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.catchPending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The other way to wait: after a bounded wait the caller is handed the id, and the call goes on without it. */
class RunLaterTest {

    private static final Duration BOUNDED_WAIT = Duration.ofSeconds(10);

    private final TestReviewer alice = TestReviewer.later("alice");
    private final House house = House.reviewedBy(alice);

    @AfterEach
    void close() {
        house.close();
    }

    private House.Caller<String> mailing(String why) {
        return house.calling(() -> house.tools.mail(why, "customer@example.test", "all good"));
    }

    /** Lets a caller wait until it is handed the id. */
    private ApprovalException.Pending handOver(House.Caller<String> caller) {
        // The deadline's alarm, and that of the bounded wait.
        house.clock.awaitAlarms(2);
        house.clock.advance(BOUNDED_WAIT);
        return catchPending(() -> {
            throw caller.failure();
        });
    }

    private Outcome handedBack() {
        house.awaitEvents(AuditEventType.APPROVAL_DETACHED, 1);
        return house.awaitHandedBack(1).get(0);
    }

    @Test
    void theModelIsHandedTheIdAndToldToGoOn() {
        House.Caller<String> caller = mailing("the report is done");
        ApprovalRequest request = alice.awaitRequest();

        ApprovalException.Pending pending = handOver(caller);

        assertThat(pending.callId()).isEqualTo(request.id());
        assertThat(pending)
                .hasMessageContaining(request.id())
                .hasMessageContaining("Do not repeat")
                .hasMessageContaining("tell the user")
                .hasMessageContaining("go on");
        assertThat(house.workshop.runs).isEmpty();
        assertThat(request.call().tool().runLater()).as("the card can say so").isTrue();
        assertThat(house.audit).call("mail").told(AuditEventType.APPROVAL_REQUESTED, AuditEventType.APPROVAL_DETACHED);
    }

    @Test
    void aCallThatWasHandedOverRunsOnceWhenItIsApprovedAndItsOutcomeIsHandedBack() {
        handOver(mailing("the report is done"));

        alice.approve();

        assertThat(handedBack()).returned("mailed customer@example.test").tellsTheModel("mailed");
        assertThat(house.workshop.runs).containsExactly("mail customer@example.test");
        assertThat(house.handedBack.get(0).requester()).isEqualTo(House.BOBS_AGENT);
        assertThat(house.audit).call("mail").wasApprovedBy("alice").ran();
    }

    @Test
    void aCallThatWasHandedOverAndIsDeniedIsHandedBackAsRefused() {
        handOver(mailing("the report is done"));

        alice.deny();

        assertThat(handedBack()).wasRefused(RefusalCode.DENIED_BY_REVIEWER).hidesFromTheModel("alice");
        assertThat(house.workshop.runs).isEmpty();
    }

    @Test
    void aCallThatWasHandedOverAndThatNobodyDecidesIsHandedBackAsExpired() {
        handOver(mailing("the report is done"));

        house.clock.advance(Duration.ofMinutes(15));

        assertThat(handedBack()).wasRefused(RefusalCode.EXPIRED);
        assertThat(house.workshop.runs).isEmpty();
    }

    @Test
    void aToolThatFailsLaterIsHandedBackAsThrown() {
        handOver(mailing("the report is done"));
        house.workshop.step = () -> {
            throw new IllegalStateException("the mail server is down");
        };

        alice.approve();

        assertThat(handedBack()).threw(RuntimeException.class).tellsTheModel("the mail server is down");
    }

    @Test
    void aDecisionWithinTheBoundedWaitIsAnOrdinaryReturn() {
        House.Caller<String> caller = mailing("the report is done");
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        alice.approve();

        assertThat(caller.result()).isEqualTo("mailed customer@example.test");
        assertThat(house.handedBack).isEmpty();
        assertThat(house.audit.events(AuditEventType.APPROVAL_DETACHED)).isEmpty();
    }

    @Test
    void aCallerThatLeavesBeforeItIsHandedTheIdCancels() {
        House.Caller<String> caller = mailing("the report is done");
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        caller.interrupt();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        ApprovalException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.CANCELLED));
        assertThat(alice.desk().decide(alice.onlyRequest().approve(alice.reviewer(), "")))
                .wasRefused(RefusalCode.ALREADY_DECIDED);
        assertThat(house.workshop.runs).isEmpty();
    }

    @Test
    void aRepeatedCallFindsTheSameRequestWhateverReasonIsGiven() {
        String id = handOver(mailing("the report is done")).callId();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        House.Caller<String> repeated = mailing("in other words, it is finished");

        assertThat(handOver(repeated).callId()).isEqualTo(id);
        assertThat(alice.seen()).hasSize(1);
        assertThat(house.desk().pending()).hasSize(1);
    }

    @Test
    void aRepeatedCallGetsTheStoredOutcomeOnceAndTheToolDoesNotRunAgain() {
        handOver(mailing("the report is done"));
        alice.approve();
        handedBack();

        assertThat(mailing("once more").result()).isEqualTo("mailed customer@example.test");
        assertThat(house.workshop.runs).hasSize(1);

        // The outcome was delivered, so an equal call from now on is a new one.
        House.Caller<String> next = mailing("next month");
        alice.awaitRequests(2);
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
        alice.approve();
        assertThat(next.result()).isEqualTo("mailed customer@example.test");
        assertThat(house.workshop.runs).hasSize(2);
    }

    @Test
    void aCallWithOtherArgumentsIsAnotherRequest() {
        handOver(mailing("the report is done"));

        House.Caller<String> other =
                house.calling(() -> house.tools.mail("the report is done", "customer@example.test", "all bad"));

        alice.awaitRequests(2);
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
        assertThat(house.desk().pending()).hasSize(2);
        other.interrupt();
        other.failure();
    }

    @Test
    void equalCallsOfTwoRequestersAreTwoRequests() {
        handOver(mailing("the report is done"));
        Tools carols = house.wrap(Requester.agent("db-copilot")
                .actingFor(Principal.local("carol"))
                .in("chat-7"));

        House.Caller<String> other =
                house.calling(() -> carols.mail("the report is done", "customer@example.test", "all good"));

        assertThat(alice.awaitRequests(2)).extracting(ApprovalRequest::id).doesNotHaveDuplicates();
        other.interrupt();
        other.failure();
    }

    @Test
    void manyEqualCallsAtOnceAreOneRequestAndRunOnce() {
        int callers = 16;
        List<House.Caller<String>> all = IntStream.range(0, callers)
                .mapToObj(i -> mailing("reason " + i))
                .toList();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        house.awaitEvents(AuditEventType.POLICY_EVALUATED, callers);
        house.clock.awaitAlarms(1 + callers);

        alice.approve();

        assertThat(all).allSatisfy(caller -> assertThat(caller.result()).isEqualTo("mailed customer@example.test"));
        assertThat(house.workshop.runs).hasSize(1);
        assertThat(alice.seen()).hasSize(1);
    }

    @Test
    void anOutcomeThatIsNotTakenIsHandedBackAgain() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        int[] attempts = {0};
        TestReviewer dora = TestReviewer.later("dora");
        try (House other = House.of(builder -> builder.approver(dora).onOutcome(outcome -> {
            if (++attempts[0] < 3) {
                throw new IllegalStateException("the chat is down");
            }
            taken.countDown();
        }))) {
            House.Caller<String> caller =
                    other.calling(() -> other.tools.mail("done", "customer@example.test", "all good"));
            other.clock.awaitAlarms(2);
            other.clock.advance(BOUNDED_WAIT);
            caller.failure();
            dora.approve();

            for (int i = 0; i < 200 && !taken.await(50, TimeUnit.MILLISECONDS); i++) {
                other.clock.advance(Duration.ofMinutes(1));
            }

            assertThat(taken.getCount()).isZero();
            assertThat(attempts[0]).isEqualTo(3);
            assertThat(other.workshop.runs).hasSize(1);
        }
    }

    @Test
    void aDetachedCallRunsNoMoreOnceTheGateIsClosed() {
        ApprovalException.Pending pending = handOver(mailing("the report is done"));
        ApprovalRequest request = alice.awaitRequest();

        house.approvals.close();

        assertThat(alice.desk().decide(request.approve(alice.reviewer(), "")).counted())
                .isFalse();
        assertThat(house.workshop.runs).isEmpty();
        assertThat(house.audit).callWithId(pending.callId()).wasRefused(RefusalCode.CANCELLED);
    }
}
