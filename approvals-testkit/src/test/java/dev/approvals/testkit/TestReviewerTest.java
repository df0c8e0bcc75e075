package dev.approvals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.call.TestCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TestReviewerTest {

    private final ApprovalRequest request =
            TestCall.of("export").with("rows", 5).request();
    private final ListDesk desk = new ListDesk();

    private static Decision decision(TestReviewer reviewer, ApprovalRequest request) throws Exception {
        return (Decision) reviewer.review(request);
    }

    @Test
    void thoseWhoDecideAtOnceDecideOnExactlyTheRequest() throws Exception {
        Reviewer carol = new Reviewer(Principal.local("carol"), Assurance.STEP_UP);

        assertThat(decision(TestReviewer.approving("carol").knownBy(Assurance.STEP_UP), request))
                .isEqualTo(request.approve(carol, ""));
        assertThat(decision(TestReviewer.denying("carol").saying("too much"), request))
                .isEqualTo(request.deny(Reviewer.named("carol"), "too much"));
        assertThat(decision(TestReviewer.escalating("carol"), request))
                .isEqualTo(request.escalate(Reviewer.named("carol"), ""));
    }

    @Test
    void aConditionDecidesWhichRequestsAreApproved() throws Exception {
        TestReviewer reviewer =
                TestReviewer.approvingIf("alice", r -> r.call().arguments().get("rows", Integer.class) < 100);

        assertThat(decision(reviewer, request).kind()).isEqualTo(Decision.Kind.APPROVE);
        assertThat(decision(reviewer, TestCall.of("export").with("rows", 100).request())
                        .kind())
                .isEqualTo(Decision.Kind.DENY);
    }

    @Test
    void aScriptIsFollowedAndItsEndIsAFault() throws Exception {
        TestReviewer reviewer = TestReviewer.scripted("alice", Decision.Kind.APPROVE, Decision.Kind.DENY);

        assertThat(decision(reviewer, request).kind()).isEqualTo(Decision.Kind.APPROVE);
        assertThat(decision(reviewer, TestCall.of("drop").request()).kind()).isEqualTo(Decision.Kind.DENY);
        assertThatThrownBy(() -> reviewer.review(TestCall.of("one more").request()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test-alice ends after 2 requests")
                .hasMessageContaining("one more");
    }

    @Test
    void everyRequestAndEveryEndIsRemembered() throws Exception {
        TestReviewer reviewer = TestReviewer.never();
        ApprovalRequest second = TestCall.of("drop").request();

        assertThat(reviewer.review(request)).isInstanceOf(Delivery.class);
        assertThat(reviewer.onlyRequest()).isSameAs(request);
        reviewer.review(second);
        reviewer.ended(second);

        assertThat(reviewer.seen()).containsExactly(request, second);
        assertThat(reviewer.ended()).containsExactly(second);
        assertThat(reviewer.awaitEnd()).isSameAs(second);
        assertThat(reviewer.awaitRequests(2)).containsExactly(request, second);
        assertThatThrownBy(reviewer::onlyRequest)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("test-never was to see one request, and saw 2: [export")
                .hasMessageContaining("drop");
    }

    @Test
    void waitingEndsWhenARequestIsShown() throws Exception {
        TestReviewer reviewer = TestReviewer.later("alice");
        CompletableFuture<ApprovalRequest> waiter = CompletableFuture.supplyAsync(reviewer::awaitRequest);

        reviewer.review(request);

        assertThat(waiter.join()).isSameAs(request);
    }

    @Test
    void waitingInVainSaysWhatWasThere() {
        TestReviewer reviewer = TestReviewer.later("alice");

        assertThatThrownBy(() -> reviewer.await(Duration.ZERO, reviewer.seen(), 2, " requests to be shown to "))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in vain for 2 requests to be shown to test-alice; there were none");
    }

    @Test
    void oneWhoDecidesLaterDecidesEachRequestOnceThroughTheDesk() throws Exception {
        TestReviewer reviewer = TestReviewer.later("alice").saying("fine");
        ApprovalRequest second = TestCall.of("drop").request();
        ApprovalRequest third = TestCall.of("mail").request();
        reviewer.attach(desk);
        for (ApprovalRequest each : List.of(request, second, third)) {
            assertThat(((Delivery) reviewer.review(each)).whole()).isTrue();
        }

        assertThat(reviewer.approve().counted()).isTrue();
        reviewer.deny();
        reviewer.escalate();

        Reviewer alice = Reviewer.named("alice");
        assertThat(desk.decisions)
                .containsExactly(
                        request.approve(alice, "fine"), second.deny(alice, "fine"), third.escalate(alice, "fine"));
    }

    @Test
    void aRequestThatEndedIsNotDecidedByItself() throws Exception {
        TestReviewer reviewer = TestReviewer.later("alice");
        ApprovalRequest second = TestCall.of("drop").request();
        reviewer.attach(desk);
        reviewer.review(request);
        reviewer.review(second);
        reviewer.ended(request);

        reviewer.approve();
        reviewer.decide(request, Decision.Kind.DENY);

        assertThat(desk.decisions).extracting(Decision::requestId).containsExactly(second.id(), request.id());
    }

    @Test
    void withoutADeskTheMessageSaysHowToGetOne() {
        assertThatThrownBy(() -> TestReviewer.later("alice").desk())
                .hasMessageContaining("test-alice has no desk")
                .hasMessageContaining("Approvals.builder()");
    }

    @Test
    void twoReviewersCanHaveTwoNames() {
        assertThat(TestReviewer.approving("alice").name()).isEqualTo("test-alice");
        assertThat(TestReviewer.approving("alice").named("second").name()).isEqualTo("second");
    }

    @Test
    void badReviewersAreAsBadAsTheySay() throws Exception {
        TestReviewer twice = BadReviewers.approvingTwice("alice");
        twice.attach(desk);

        assertThatThrownBy(() -> BadReviewers.throwing(new IOException("down")).review(request))
                .hasMessage("down");
        assertThat((Object) BadReviewers.answeringNull().review(request)).isNull();
        assertThat(decision(BadReviewers.approvingAnotherDigest(), request).digest())
                .isNotEqualTo(request.call().digest())
                .hasSameSizeAs(request.call().digest());
        assertThat(decision(BadReviewers.approvingAnotherRound(), request).round())
                .isEqualTo(1);
        assertThat(decision(BadReviewers.approvingAnotherRequest(), request).requestId())
                .isNotEqualTo(request.id());
        assertThat(decision(twice, request)).isEqualTo(desk.decisions.get(0));
        Answer part = BadReviewers.showingPart().review(request);
        assertThat(((Delivery) part).whole()).isFalse();
    }

    @Test
    void oneWhoHangsComesBackWhenTheTestIsOver() {
        CountDownLatch over = new CountDownLatch(1);
        TestReviewer hanging = BadReviewers.hanging(over);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return hanging.review(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        hanging.awaitRequest();
        assertThat(answer).isNotDone();
        over.countDown();

        assertThatThrownBy(answer::join).hasMessageContaining("The test is over");
    }
}
