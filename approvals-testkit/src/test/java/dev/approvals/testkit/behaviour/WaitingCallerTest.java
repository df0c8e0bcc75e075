package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Claim;
import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Vote;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The one way to wait: the caller waits, and a caller that leaves cancels. */
class WaitingCallerTest {

    private final TestReviewer alice = TestReviewer.later("alice");
    private final House house = House.reviewedBy(alice);

    private void assertRefused(House.Caller<?> caller, RefusalCode code) {
        assertThat(caller.failure()).isInstanceOfSatisfying(ApprovalException.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.callId()).isEqualTo(alice.seen().get(0).id());
        });
        assertThat(house.workshop.runs).isEmpty();
    }

    @Test
    void theCallerWaitsAndItsToolRunsOnceItIsApproved() {
        House.Caller<String> caller =
                house.calling(() -> house.tools.export("monthly", "orders", 5, "https://files.example.test", "t0ken"));
        ApprovalRequest request = alice.awaitRequest();
        assertThat(caller.isWaiting()).isTrue();
        assertThat(house.workshop.runs).isEmpty();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        Receipt receipt = alice.approve();

        assertThat(receipt).counted();
        assertThat(caller.result()).isEqualTo("5 rows exported");
        assertThat(house.workshop.runs).containsExactly("export orders 5 https://files.example.test t0ken");
        assertThat(alice.awaitEnd().id()).isEqualTo(request.id());
        assertThat(house.desk().find(request.id()).orElseThrow().progress().status())
                .isEqualTo(RequestStatus.ENDED);
        assertThat(house.handedBack).as("nothing was handed over").isEmpty();
        house.close();
    }

    @Test
    void theToolFindsItsClaimWithVotesAndRealArguments() {
        House.Caller<String> caller =
                house.calling(() -> house.tools.export("monthly", "orders", 5, "https://files.example.test", "t0ken"));
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        alice.approve();
        caller.result();

        Claim claim = house.workshop.claims.get(0).orElseThrow();
        assertThat(claim.executionId()).isNotBlank();
        assertThat(claim.callId()).isEqualTo(alice.onlyRequest().id());
        assertThat(claim.arguments().get("token", String.class)).isEqualTo("t0ken");
        assertThat(claim.requester()).isEqualTo(House.BOBS_AGENT);
        assertThat(claim.votes()).extracting(Vote::person).containsExactly("alice");
        assertThat(Claim.current()).isEmpty();
        house.close();
    }

    @Test
    void anInterruptedCallerCancelsKeepsItsInterruptAndALateVoteIsToldSo() {
        House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
        ApprovalRequest request = alice.awaitRequest();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        caller.interrupt();

        assertRefused(caller, RefusalCode.CANCELLED);
        assertThat(caller.isInterrupted()).isTrue();
        Receipt late = alice.desk().decide(request.approve(alice.reviewer(), ""));
        assertThat(late)
                .wasRefused(RefusalCode.ALREADY_DECIDED)
                .leaves(RequestStatus.ENDED)
                .says("CANCELLED");
        assertThat(house.audit)
                .call("drop")
                .wasRefused(RefusalCode.CANCELLED)
                .told(AuditEventType.APPROVAL_CANCELLED, AuditEventType.APPROVAL_REFUSED)
                .neverStarted();
        house.close();
    }

    @Test
    void aCallerThatIsInterruptedBeforehandAsksNobody() {
        House.Caller<String> caller = house.calling(() -> {
            Thread.currentThread().interrupt();
            house.tools.drop("orders");
        });

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        ApprovalException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusalCode.CANCELLED));
        assertThat(caller.isInterrupted()).isTrue();
        assertThat(house.workshop.runs).isEmpty();
        house.close();
    }

    @Test
    void aGateThatShutsDownLetsApproversHearOfTheEndFirst() {
        SlowToHear slow = new SlowToHear();
        House closing = House.reviewedBy(slow);
        House.Caller<String> caller = closing.calling(() -> closing.tools.drop("orders"));
        closing.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        closing.close();

        assertThat(slow.heard).as("what was heard before close returned").hasSize(1);
        assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
    }

    /** Takes its time to hear of an end, as one does that rewrites a message elsewhere. */
    private static final class SlowToHear implements Approver {

        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public Answer review(ApprovalRequest request) {
            return Delivery.whole("message 1");
        }

        @Override
        public void ended(ApprovalRequest request) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            heard.add(request.id());
        }
    }

    @Test
    void aGateThatShutsDownCancels() {
        House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        house.close();

        assertRefused(caller, RefusalCode.CANCELLED);
    }

    @Test
    void aDenialReachesTheCallerAndNothingRuns() {
        House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        alice.deny();

        assertRefused(caller, RefusalCode.DENIED_BY_REVIEWER);
        house.close();
    }

    @Test
    void anApprovalThatIsWithdrawnIsNotUsed() {
        // A second vote is missing, so the first one's approval waits.
        House.Caller<String> caller = house.calling(() -> house.tools.grant("admin", "eve"));
        ApprovalRequest request = alice.awaitRequest();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        alice.approve();

        Receipt denial = alice.desk().decide(request.deny(alice.reviewer(), "on second thoughts"));

        assertThat(denial).counted();
        assertRefused(caller, RefusalCode.DENIED_BY_REVIEWER);
        house.close();
    }

    @Test
    void aPersonWhoIsFasterThanTheirChannelIsCounted() {
        CompletableFuture<Receipt> clicked = new CompletableFuture<>();
        Approver chat = new Approver() {
            private final CompletableFuture<ReviewDesk> desk = new CompletableFuture<>();

            @Override
            public void attach(ReviewDesk attached) {
                desk.complete(attached);
            }

            @Override
            public Answer review(ApprovalRequest request) throws InterruptedException {
                CountDownLatch clicking = new CountDownLatch(1);
                clicked.completeAsync(() -> {
                    clicking.countDown();
                    return desk.join().decide(request.approve(House.ALICE, ""));
                });
                clicking.await();
                // The click is on its way; the answer that says what it was about takes longer.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                return Delivery.whole("message-1");
            }
        };
        try (House other = House.reviewedBy(chat)) {
            other.tools.drop("orders");

            assertThat(clicked.join()).counted();
            assertThat(other.audit)
                    .call("drop")
                    .told(AuditEventType.APPROVAL_NOTIFIED, AuditEventType.APPROVAL_DECIDED)
                    .ran();
        }
        house.close();
    }

    @Test
    void manyCallersWaitSideBySideAndEachGetsItsOwnDecision() {
        int callers = 40;
        List<House.Caller<Integer>> waiting = IntStream.range(0, callers)
                .mapToObj(i -> house.calling(() -> house.tools.count(List.of("table-" + i))))
                .toList();
        List<ApprovalRequest> requests = alice.awaitRequests(callers);
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, callers);

        for (ApprovalRequest request : requests) {
            boolean even = Integer.parseInt(request.call().summary().replaceAll("\\D", "")) % 2 == 0;
            alice.desk().decide(even ? request.approve(alice.reviewer(), "") : request.deny(alice.reviewer(), ""));
        }

        for (int i = 0; i < callers; i++) {
            if (i % 2 == 0) {
                assertThat(waiting.get(i).result()).isEqualTo(1);
            } else {
                assertThat(waiting.get(i).failure()).isInstanceOf(ApprovalException.Refused.class);
            }
        }
        assertThat(house.workshop.runs).hasSize(callers / 2);
        assertThat(house.desk().pending()).isEmpty();
        assertThat(Optional.of(house.audit.callIds().size())).contains(callers);
        house.close();
    }
}
