package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.testkit.BadReviewers;
import dev.approvals.testkit.TestReviewer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Approvers that fail, lie, repeat themselves or say nothing: no call runs, and each end says why. */
class BadApproversTest {

    private static void assertRefused(Approver approver, RefusalCode code, String because) {
        try (House house = House.reviewedBy(approver)) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(code).because(because);

            assertThat(house.workshop.runs).isEmpty();
            assertThat(house.audit)
                    .call("drop")
                    .wasRefused(code)
                    .because(because)
                    .neverStarted();
        }
    }

    @Test
    void oneThatThrowsIsOutAndNobodyIsLeft() {
        assertRefused(
                BadReviewers.throwing(new IOException("the channel is down")),
                RefusalCode.NO_CHANNEL,
                "the channel is down");
    }

    @Test
    void oneThatOverflowsTheStackIsOut() {
        assertRefused(
                TestReviewer.answering(request -> BadApproversTest.deep(0)), RefusalCode.NO_CHANNEL, "StackOverflow");
    }

    private static Decision deep(int depth) {
        return deep(depth + 1);
    }

    @Test
    void oneThatAnswersNullIsOut() {
        assertRefused(BadReviewers.answeringNull(), RefusalCode.NO_CHANNEL, "null");
    }

    @Test
    void anApprovalOfAnotherDigestDoesNotCount() {
        assertRefused(BadReviewers.approvingAnotherDigest(), RefusalCode.WRONG_DIGEST, "another call");
    }

    @Test
    void anApprovalOfAnotherRequestDoesNotCount() {
        try (House house = House.reviewedBy(BadReviewers.approvingAnotherRequest())) {
            ApprovalException.Refused refused = (ApprovalException.Refused)
                    house.calling(() -> house.tools.drop("orders")).failure();

            assertThat(refused.code()).isIn(RefusalCode.UNKNOWN_REQUEST, RefusalCode.NO_CHANNEL);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void anApprovalOfARoundThatHasNotComeDoesNotCount() {
        try (House house = House.of(builder ->
                builder.approver(BadReviewers.approvingAnotherRound()).escalateTo(1, "security"))) {
            assertThatRefused(() -> house.tools.drop("orders"));

            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void anApprovalGivenTwiceCountsOnceAndRunsOnce() {
        try (House house = House.reviewedBy(BadReviewers.approvingTwice("alice"))) {
            house.tools.drop("orders");

            assertThat(house.workshop.runs).containsExactly("drop orders");
            assertThat(house.audit).call("drop").wasApprovedBy("alice").ran();
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
        }
    }

    @Test
    void oneWhoNeverAnswersLetsTheRequestExpire() {
        TestReviewer nobody = TestReviewer.never();
        try (House house = House.reviewedBy(nobody)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            nobody.awaitRequest();

            house.clock.advance(Duration.ofMinutes(15).minusMillis(1));
            assertThat(caller.isWaiting()).isTrue();
            house.clock.advance(Duration.ofMillis(1));

            assertThat(caller.failure())
                    .isInstanceOfSatisfying(
                            ApprovalException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.EXPIRED));
            assertThat(house.audit).call("drop").wasRefused(RefusalCode.EXPIRED).neverStarted();
            assertThat(nobody.awaitEnd().progress().outcome()).isPresent();
        }
    }

    @Test
    void oneWhoHangsLetsTheRequestExpireAndIsBrokenOff() {
        CountDownLatch never = new CountDownLatch(1);
        TestReviewer hanging = BadReviewers.hanging(never);
        try (House house = House.reviewedBy(hanging)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            hanging.awaitRequest();

            house.clock.advance(Duration.ofMinutes(15));

            assertThat(caller.failure())
                    .isInstanceOfSatisfying(
                            ApprovalException.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.EXPIRED));
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void anApprovalOnAPartialViewDoesNotCountAndADenialDoes() {
        TestReviewer part = BadReviewers.showingPart();
        try (House house = House.reviewedBy(part)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            Receipt approval = part.desk().decide(part.onlyRequest().approve(House.ALICE, ""));
            Receipt denial = part.desk().decide(part.onlyRequest().deny(House.ALICE, "I cannot see it all"));

            assertThat(approval).wasRefused(RefusalCode.PARTIAL_VIEW).says("approve where it is");
            assertThat(denial).counted();
            assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void anApprovalBroughtByAnApproverThatShowedNothingDoesNotCount() {
        TestReviewer shows = TestReviewer.never();
        TestReviewer stuck = BadReviewers.hanging(new CountDownLatch(1));
        try (House house = House.reviewedBy(shows, stuck)) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            stuck.awaitRequest();

            Receipt receipt = stuck.desk().decide(stuck.onlyRequest().approve(House.ALICE, ""));

            assertThat(receipt).wasRefused(RefusalCode.NOT_DELIVERED);
            assertThat(caller.isWaiting()).isTrue();
            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void oneThatFailsDoesNotStopAnother() {
        try (House house = House.reviewedBy(
                BadReviewers.throwing(new IOException("down")),
                BadReviewers.answeringNull(),
                TestReviewer.approving("alice"))) {
            house.tools.drop("orders");

            assertThat(house.audit).call("drop").wasApprovedBy("alice").ran();
        }
    }

    @Test
    void aFallbackIsAskedOnlyWhereAllOthersFailed() {
        TestReviewer fallback = TestReviewer.approving("dora");
        try (House house = House.of(builder -> builder.approver(BadReviewers.throwing(new IOException("down")))
                .approver(BadReviewers.answeringNull())
                .fallback(fallback))) {
            house.tools.drop("orders");

            assertThat(house.audit)
                    .call("drop")
                    .wasApprovedBy("dora")
                    .told(AuditEventType.APPROVAL_UNDELIVERED, AuditEventType.APPROVAL_NOTIFIED)
                    .ran();
        }
        TestReviewer unused = TestReviewer.approving("dora");
        try (House house = House.of(
                builder -> builder.approver(TestReviewer.approving("alice")).fallback(unused))) {
            house.tools.drop("orders");

            assertThat(unused.seen()).isEmpty();
        }
    }

    @Test
    void oneThatFailsAtTheEndChangesNothing() {
        Approver faulty = new Approver() {
            @Override
            public Decision review(ApprovalRequest request) {
                return request.approve(House.ALICE, "");
            }

            @Override
            public void ended(ApprovalRequest request) {
                throw new IllegalStateException("a fault at the end");
            }
        };
        try (House house = House.reviewedBy(faulty)) {
            house.tools.drop("orders");
            house.tools.drop("customers");

            assertThat(house.workshop.runs).containsExactly("drop orders", "drop customers");
        }
    }
}
