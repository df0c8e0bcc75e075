package dev.approvals.testkit.tck;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.call.TestCall;
import dev.approvals.tool.Risk;
import java.util.List;
import java.util.Optional;

/** Requests that the kit puts before approvers. */
final class SampleRequests {

    static final ReviewPlan PLAN = ReviewPlan.of(1, "dba").then(1, "security");

    private SampleRequests() {}

    static TestCall export() {
        return TestCall.of("export_rows")
                .with("table", "customers")
                .with("rows", 48_211)
                .with("target", "https://files.example.test/out")
                .sensitive("token", "hunter2hunter2")
                .because("for the monthly report")
                .by(Requester.agent("db-copilot")
                        .actingFor(Principal.local("bob"))
                        .in("chat-7"))
                .risk(Risk.HIGH)
                .plan(PLAN);
    }

    /** A request after its first escalation. */
    static ApprovalRequest escalated(ApprovalRequest first) {
        return new ApprovalRequest(
                first.call(),
                first.terms(),
                new ApprovalRequest.Progress(RequestStatus.PENDING, 1, 1, List.of(), Optional.empty()),
                first.briefing());
    }

    /** A request that nobody decided in time. */
    static ApprovalRequest over(ApprovalRequest request) {
        Outcome expired = new Outcome.Refused(
                new Outcome.Subject(
                        request.id(),
                        request.call().tool().name(),
                        request.call().requester()),
                RefusalCode.EXPIRED,
                "Nobody decided in time.");
        return new ApprovalRequest(
                request.call(),
                request.terms(),
                new ApprovalRequest.Progress(RequestStatus.ENDED, 0, 0, List.of(), Optional.of(expired)),
                request.briefing());
    }
}
