package dev.approvals.testkit;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static dev.approvals.testkit.ApprovalsAssertions.catchPending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.call.TestCall;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ApprovalsAssertionsTest {

    private static final Outcome.Subject SUBJECT = new Outcome.Subject("id-1", "export", TestCall.BOB);

    private final RecordedAudit audit = new RecordedAudit();

    private void tell(String call, AuditEventType type, Map<String, String> facts) {
        int place = audit.events(call).size() + 1;
        audit.append(new AuditEvent(
                type,
                ManualTimekeeper.START.plusSeconds(place),
                call,
                place,
                new AuditEvent.Origin("test", Mode.ENFORCING, "export", TestCall.BOB),
                facts));
    }

    private void tellDenied() {
        tell("denied", AuditEventType.ACTION_REQUESTED, Map.of("summary", "Export 5 rows"));
        tell("denied", AuditEventType.POLICY_EVALUATED, Map.of("verdict", "ask", "code", ""));
        tell("denied", AuditEventType.APPROVAL_REQUESTED, Map.of());
        tell("denied", AuditEventType.APPROVAL_REFUSED, Map.of("code", "SELF_APPROVAL", "reviewer", "local:bob"));
        tell(
                "denied",
                AuditEventType.APPROVAL_DECIDED,
                Map.of("decision", "DENY", "reviewer", "local:carol", "comment", "too much"));
    }

    private void tellRan() {
        tell("ran", AuditEventType.APPROVAL_REQUESTED, Map.of());
        tell("ran", AuditEventType.APPROVAL_DECIDED, Map.of("decision", "APPROVE", "reviewer", "local:alice"));
        tell("ran", AuditEventType.ACTION_STARTED, Map.of("verdict", "ask"));
        tell("ran", AuditEventType.ACTION_COMPLETED, Map.of("outcome", "returned"));
    }

    private static void assertFails(ThrowingCallable assertion, String... substance) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(substance);
    }

    @Test
    void aDeniedCallIsTold() {
        tellDenied();

        assertThat(audit)
                .isInOrder()
                .hasCalls("export", 1)
                .neverStarted("export")
                .neverMentions("hunter2")
                .call("export")
                .wasAsked()
                .wasDeniedBy("carol")
                .hasRefusedVote(RefusalCode.SELF_APPROVAL)
                .wasRefused(RefusalCode.DENIED_BY_REVIEWER)
                .because("carol")
                .because("too much")
                .neverStarted()
                .told(AuditEventType.ACTION_REQUESTED, AuditEventType.APPROVAL_DECIDED)
                .hasFact(AuditEventType.APPROVAL_DECIDED, "comment", "too much");
    }

    @Test
    void aCallThatRanIsTold() {
        tellRan();

        assertThat(audit)
                .call("export")
                .wasApprovedBy("alice")
                .wasApprovedBy("local:alice")
                .ran()
                .toldExactly(
                        AuditEventType.APPROVAL_REQUESTED,
                        AuditEventType.APPROVAL_DECIDED,
                        AuditEventType.ACTION_STARTED,
                        AuditEventType.ACTION_COMPLETED);
    }

    @Test
    void aFailurePrintsWhatWasExpectedAndTheTimeline() {
        tellDenied();
        String line = "#5  approval.decided";

        assertFails(() -> assertThat(audit).call("export").wasApprovedBy("alice"), "APPROVE by local:alice", line);
        assertFails(() -> assertThat(audit).call("export").wasDeniedBy("dora"), "DENY by local:dora", "local:carol");
        assertFails(
                () -> assertThat(audit).call("export").wasRefused(RefusalCode.EXPIRED), "EXPIRED", "DENIED_BY", line);
        assertFails(() -> assertThat(audit).call("export").because("too little"), "\"too little\"", line);
        assertFails(() -> assertThat(audit).call("export").ran(), "started once", line);
        assertFails(() -> assertThat(audit).call("export").threw(), "started once", line);
        assertFails(() -> assertThat(audit).call("export").wasNotAsked(), "not to have been put", line);
        assertFails(
                () -> assertThat(audit).call("export").hasRefusedVote(RefusalCode.NOT_ELIGIBLE),
                "NOT_ELIGIBLE",
                "[SELF_APPROVAL]");
        assertFails(
                () -> assertThat(audit)
                        .call("export")
                        .told(AuditEventType.APPROVAL_DECIDED, AuditEventType.ACTION_REQUESTED),
                "in this order",
                line);
        assertFails(
                () -> assertThat(audit).call("export").hasFact(AuditEventType.APPROVAL_DECIDED, "comment", "fine"),
                "comment is \"fine\", and it is \"too much\"");
        assertFails(() -> assertThat(audit).neverMentions("too much"), "too much", "approval.decided", line);
    }

    @Test
    void aCallThatStartedIsNotOneThatNeverDid() {
        tellRan();

        assertFails(() -> assertThat(audit).call("export").neverStarted(), "never to have started");
        assertFails(() -> assertThat(audit).neverStarted("export"), "no call of export to start");
        assertFails(() -> assertThat(audit).call("export").wasRefused(RefusalCode.EXPIRED), "there is no refusal");
    }

    @Test
    void severalCallsAreToldApart() {
        tellDenied();
        tellRan();

        assertThat(audit).call("export", 2).ran();
        assertThat(audit).callWithId("denied").neverStarted();
        assertFails(() -> assertThat(audit).call("export"), "one call of export and there are 2");
        assertFails(() -> assertThat(audit).call("drop"), "one call of drop and there are 0");
        assertFails(() -> assertThat(audit).call("export", 3), "at least 3 calls");
        assertFails(() -> assertThat(audit).callWithId("nobody"), "does not know it");
        assertFails(() -> assertThat(audit).hasCalls("export", 1), "Expected 1 calls of export and there are 2");
    }

    @Test
    void anEndInTimeOrByPolicyIsARefusal() {
        tell("late", AuditEventType.APPROVAL_EXPIRED, Map.of("code", "EXPIRED", "why", "Nobody decided in time."));
        tell(
                "policy",
                AuditEventType.POLICY_EVALUATED,
                Map.of("code", "DENIED_BY_POLICY", "rule", "no drops", "held", "true"));
        tell("observed", AuditEventType.POLICY_EVALUATED, Map.of("code", "DENIED_BY_POLICY", "held", "false"));
        tell("revoked", AuditEventType.APPROVAL_REVOKED, Map.of("reviewer", "local:alice"));

        assertThat(audit).callWithId("late").wasRefused(RefusalCode.EXPIRED).because("in time");
        assertThat(audit)
                .callWithId("policy")
                .wasRefused(RefusalCode.DENIED_BY_POLICY)
                .because("no drops");
        assertThat(audit).callWithId("revoked").wasRefused(RefusalCode.REVOKED).because("alice");
        assertFails(
                () -> assertThat(audit).callWithId("observed").wasRefused(RefusalCode.DENIED_BY_POLICY), "no refusal");
    }

    @Test
    void outcomesAreTold() {
        Outcome refused = new Outcome.Refused(SUBJECT, RefusalCode.DENIED_BY_REVIEWER, "Denied by carol: too much");

        assertThat(refused)
                .wasRefused(RefusalCode.DENIED_BY_REVIEWER)
                .because("too much")
                .tellsTheModel("Not executed")
                .hidesFromTheModel("carol");
        assertThat(new Outcome.Returned(SUBJECT, 5)).returned(5);
        assertThat(new Outcome.Threw(SUBJECT, new IllegalStateException("x"))).threw(IllegalStateException.class);
        assertThat(new Outcome.Unknown(SUBJECT)).isUnknown();

        assertFails(() -> assertThat(refused).returned(5), "to return", "5", "too much");
        assertFails(() -> assertThat(refused).threw(IllegalStateException.class), "IllegalStateException", "too much");
        assertFails(() -> assertThat(refused).wasRefused(RefusalCode.EXPIRED), "EXPIRED", "too much");
        assertFails(() -> assertThat(refused).because("another"), "another", "too much");
        assertFails(() -> assertThat(refused).isUnknown(), "unknown", "too much");
        assertFails(() -> assertThat(refused).tellsTheModel("carol"), "to be told \"carol\"", "Not executed");
        assertFails(() -> assertThat(refused).hidesFromTheModel("Not executed"), "not to be told");
    }

    @Test
    void receiptsAreTold() {
        Receipt counted = new Receipt("id-1", RequestStatus.APPROVED, Optional.empty(), "Approved.");
        Receipt refused =
                new Receipt("id-1", RequestStatus.PENDING, Optional.of(RefusalCode.SELF_APPROVAL), "Somebody else.");

        assertThat(counted).counted().leaves(RequestStatus.APPROVED).says("Approved");
        assertThat(refused).wasRefused(RefusalCode.SELF_APPROVAL).leaves(RequestStatus.PENDING);

        assertFails(() -> assertThat(refused).counted(), "to count", "SELF_APPROVAL");
        assertFails(() -> assertThat(counted).wasRefused(RefusalCode.SELF_APPROVAL), "SELF_APPROVAL", "Approved.");
        assertFails(() -> assertThat(counted).leaves(RequestStatus.ENDED), "to be ENDED", "APPROVED");
        assertFails(() -> assertThat(counted).says("Denied"), "\"Denied\"", "Approved.");
    }

    @Test
    void requestsAreTold() {
        ApprovalRequest request = TestCall.of("export")
                .with("rows", 5)
                .sensitive("token", "hunter2hunter2")
                .because("the monthly report")
                .request();

        assertThat(request)
                .isAbout("export")
                .shows("rows", 5)
                .masks("token", "hunter2")
                .neverMentions("hunter2")
                .hasSummary("export")
                .claims("the monthly report");

        assertFails(() -> assertThat(request).isAbout("drop"), "about drop", "export");
        assertFails(() -> assertThat(request).shows("rows", 6), "rows = 6", "5");
        assertFails(() -> assertThat(request).masks("password", "hunter2"), "there is a password", "token");
        assertFails(() -> assertThat(request).masks("rows", "5"), "never to see \"5\"");
        assertFails(() -> assertThat(request).hasSummary("drop"), "\"drop\"", "export");
        assertFails(() -> assertThat(request).claims("another"), "\"another\"", "the monthly report");
    }

    @Test
    void aCallThatIsToBeRefusedOrPendingIsMadeAndLookedAt() {
        Outcome.Refused refused = new Outcome.Refused(SUBJECT, RefusalCode.EXPIRED, "Nobody decided in time.");

        assertThatRefused(() -> {
                    throw new ApprovalException.Refused(refused);
                })
                .wasRefused(RefusalCode.EXPIRED);
        assertThat(catchPending(() -> {
                            throw new ApprovalException.Pending("export", "id-1");
                        })
                        .callId())
                .isEqualTo("id-1");

        assertFails(() -> assertThatRefused(() -> {}), "to be refused, and it returned");
        assertFails(
                () -> catchPending(() -> {
                    throw new ApprovalException.Refused(refused);
                }),
                "to be pending, and it threw",
                "EXPIRED");
    }
}
