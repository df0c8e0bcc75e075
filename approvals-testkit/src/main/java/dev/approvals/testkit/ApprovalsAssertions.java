package dev.approvals.testkit;

import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * AssertJ assertions about calls, requests and decisions. Their {@code assertThat} can be imported beside AssertJ's own.
 *
 * <pre>{@code
 * assertThatRefused(() -> tools.export("monthly", "customers", 5_000, "https://files.example.com", "s3cret"))
 *         .wasRefused(RefusalCode.DENIED_BY_REVIEWER).hidesFromTheModel("carol");
 * assertThat(audit).call("export").wasDeniedBy("carol").because("too much").neverStarted();
 * assertThat(carol.onlyRequest()).isAbout("export").shows("rows", 5_000).masks("token", "s3cret");
 * }</pre>
 */
public final class ApprovalsAssertions {

    private ApprovalsAssertions() {}

    /**
     * Asserts about a recorded audit.
     *
     * @param audit the audit
     * @return the assertions
     */
    public static AuditAssert assertThat(RecordedAudit audit) {
        return new AuditAssert(audit);
    }

    /**
     * Asserts about how a call ended.
     *
     * @param outcome how it ended
     * @return the assertions
     */
    public static OutcomeAssert assertThat(Outcome outcome) {
        return new OutcomeAssert(outcome);
    }

    /**
     * Asserts about a desk's answer to a decision.
     *
     * @param receipt the answer
     * @return the assertions
     */
    public static ReceiptAssert assertThat(Receipt receipt) {
        return new ReceiptAssert(receipt);
    }

    /**
     * Asserts about what a reviewer was shown.
     *
     * @param request the request
     * @return the assertions
     */
    public static RequestAssert assertThat(ApprovalRequest request) {
        return new RequestAssert(request);
    }

    /**
     * Makes a call that is to be refused, and asserts about its refusal.
     *
     * @param call the call of a gated method
     * @return the assertions
     * @throws AssertionError if it returned, or threw anything else
     */
    public static OutcomeAssert assertThatRefused(ThrowingCallable call) {
        return new OutcomeAssert(
                thrownBy(call, ApprovalException.Refused.class, "be refused").outcome());
    }

    /**
     * Makes a call that is to wait for a person while its caller goes on.
     *
     * @param call the call of a gated method that may run later
     * @return the exception with the call's id and what the model is told
     * @throws AssertionError if it returned, or threw anything else
     */
    public static ApprovalException.Pending catchPending(ThrowingCallable call) {
        return thrownBy(call, ApprovalException.Pending.class, "be pending");
    }

    private static <E extends Throwable> E thrownBy(ThrowingCallable call, Class<E> type, String expected) {
        try {
            call.call();
        } catch (Throwable thrown) {
            if (type.isInstance(thrown)) {
                return type.cast(thrown);
            }
            throw new AssertionError("Expected the call to " + expected + ", and it threw " + thrown, thrown);
        }
        throw new AssertionError("Expected the call to " + expected + ", and it returned");
    }
}
