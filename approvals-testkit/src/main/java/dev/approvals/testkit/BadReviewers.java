package dev.approvals.testkit;

import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import java.util.concurrent.CountDownLatch;

/** Reviewers that misbehave: none of them must ever let a call run, unless its method says otherwise. */
public final class BadReviewers {

    private BadReviewers() {}

    private static TestReviewer of(String name, TestReviewer.Script script) {
        return new TestReviewer("bad-" + name, Reviewer.named("mallory"), "", script);
    }

    /**
     * Throws instead of answering.
     *
     * @param fault what it throws
     * @return a new reviewer
     */
    public static TestReviewer throwing(Exception fault) {
        return of("throwing", (request, self) -> {
            throw fault;
        });
    }

    /** {@return a new reviewer that answers {@code null}} */
    @SuppressWarnings("NullAway") // What it is for: code that nobody checked for nulls.
    public static TestReviewer answeringNull() {
        return of("null", (request, self) -> null);
    }

    /** {@return a new reviewer that approves what has another digest than the request} */
    public static TestReviewer approvingAnotherDigest() {
        return of("digest", (request, self) -> {
            char first = request.call().digest().charAt(0);
            String other = (first == '0' ? '1' : '0') + request.call().digest().substring(1);
            return new Decision(
                    request.id(), request.progress().round(), other, Decision.Kind.APPROVE, self.reviewer(), "");
        });
    }

    /** {@return a new reviewer that approves a round that has not come yet} */
    public static TestReviewer approvingAnotherRound() {
        return of(
                "round",
                (request, self) -> new Decision(
                        request.id(),
                        request.progress().round() + 1,
                        request.call().digest(),
                        Decision.Kind.APPROVE,
                        self.reviewer(),
                        ""));
    }

    /** {@return a new reviewer that approves a request of another id} */
    public static TestReviewer approvingAnotherRequest() {
        return of(
                "request",
                (request, self) -> new Decision(
                        "another-" + request.id(),
                        request.progress().round(),
                        request.call().digest(),
                        Decision.Kind.APPROVE,
                        self.reviewer(),
                        ""));
    }

    /**
     * Approves through the desk while it answers with the same approval: a double click. The call may run, once.
     *
     * @param account the reviewer's account
     * @return a new reviewer
     */
    public static TestReviewer approvingTwice(String account) {
        return new TestReviewer("bad-twice", Reviewer.named(account), "", (request, self) -> {
            Decision approval = request.approve(self.reviewer(), "");
            self.desk().decide(approval);
            return approval;
        });
    }

    /** {@return a new reviewer that shows only a part of each request, and leaves the decision to the test} */
    public static TestReviewer showingPart() {
        return of("part", (request, self) -> Delivery.partial("part/" + request.id()));
    }

    /**
     * Does not come back from a request.
     *
     * @param until what it waits for; count it down when the test is over
     * @return a new reviewer
     */
    public static TestReviewer hanging(CountDownLatch until) {
        return of("hanging", (request, self) -> {
            until.await();
            throw new IllegalStateException("The test is over: " + summary(request));
        });
    }

    private static String summary(ApprovalRequest request) {
        return request.call().summary();
    }
}
