package dev.approvals.testkit;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.approvals.ApprovalGate;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ReviewDesk;
import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ApprovalsExtensionTest {

    private static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    interface SnapshotTools {
        @RequiresApproval(value = "Export {rows} rows of {table}", risk = Risk.HIGH)
        String export(@Reason String why, String table, int rows, @Sensitive String token);
    }

    /** The test that the documentation shows, as a user writes it. */
    @Nested
    class AUsersOwnTest {

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(
                        TestReviewer.denying("carol").saying("too much"))
                .strict();

        @Test
        void theExportNeverStartsWhenCarolDeniesIt(ApprovalGate gate, TestReviewer carol, RecordedAudit audit) {
            SnapshotTools tools =
                    gate.as(BOBS_AGENT).wrap(SnapshotTools.class, (why, table, rows, token) -> "exported");

            assertThatRefused(() -> tools.export("the monthly report", "customers", 48_211, "s3cret-t0ken"))
                    .wasRefused(RefusalCode.DENIED_BY_REVIEWER)
                    .tellsTheModel("Do not retry")
                    .hidesFromTheModel("carol")
                    .hidesFromTheModel("too much");

            assertThat(audit)
                    .neverMentions("s3cret")
                    .call("export")
                    .wasDeniedBy("carol")
                    .because("too much")
                    .neverStarted();
            assertThat(carol.onlyRequest())
                    .hasSummary("Export 48211 rows of customers")
                    .claims("the monthly report")
                    .shows("rows", 48_211)
                    .masks("token", "s3cret-t0ken");
        }
    }

    @Nested
    class WhatATestGets {

        private int setUp;

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.later("alice"))
                .with(builder -> builder.realm("staging"))
                .strict();

        @BeforeEach
        void methodsBeforeEachTestGetTheSame(RecordedAudit audit, TestReviewer alice) {
            setUp = System.identityHashCode(audit);
            assertThat(alice.seen()).isEmpty();
        }

        @Test
        void allPartsBelongTogether(
                Approvals all, ApprovalGate gate, ReviewDesk desk, ManualTimekeeper clock, RecordedAudit audit) {
            assertThat(all.gate()).isSameAs(gate);
            assertThat(desk.pending()).isEmpty();
            assertThat(clock.now()).isEqualTo(ManualTimekeeper.START);
            assertThat(System.identityHashCode(audit)).isEqualTo(setUp);
            assertThat(audit.events()).isNotEmpty().allSatisfy(event -> {
                assertThat(event.origin().realm()).isEqualTo("staging");
                assertThat(event.at()).isEqualTo(ManualTimekeeper.START);
            });
        }
    }

    private static Events run(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
    }

    private static Throwable onlyFailure(Class<?> test) {
        List<Throwable> failures = run(test)
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    @Test
    void aTestThatLeavesARequestPendingFailsWhereThatIsStrict() {
        assertThat(onlyFailure(LeavesPending.class))
                .hasMessageContaining("leaves 1 pending: [export")
                .hasMessageContaining("approval.requested");
        assertThat(run(LeavesPendingUnwatched.class).failed().count()).isZero();
    }

    static class LeavesPending {

        @RegisterExtension
        final ApprovalsExtension approvals =
                ApprovalsExtension.reviewedBy(TestReviewer.never()).strict();

        @Test
        void aCallIsLeftWaiting(ApprovalGate gate, TestReviewer nobody) {
            leavePending(gate, nobody);
        }
    }

    static class LeavesPendingUnwatched {

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.never());

        @Test
        void aCallIsLeftWaiting(ApprovalGate gate, TestReviewer nobody) {
            leavePending(gate, nobody);
        }
    }

    private static void leavePending(ApprovalGate gate, TestReviewer nobody) {
        gate.as(BOBS_AGENT)
                .tool(ToolSpec.named("export").parameter("rows", int.class).build(), claim -> "exported")
                .submit(Map.of("rows", 5));
        nobody.awaitRequest();
    }

    @Test
    void aTestThatFailsShowsTheTimeline() {
        Throwable failure = onlyFailure(Fails.class);

        assertThat(failure).hasMessage("the test's own failure");
        assertThat(Arrays.stream(failure.getSuppressed()).map(String::valueOf).collect(Collectors.joining()))
                .contains("The audit until then:", "config.changed");
    }

    static class Fails {

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.approving("alice"));

        @Test
        void something(ApprovalGate gate) {
            throw new IllegalStateException("the test's own failure");
        }
    }

    @Test
    void aTestWhoseEventsAreOutOfOrderFails() {
        assertThat(onlyFailure(OutOfOrder.class)).hasMessageContaining("out of order");
    }

    static class OutOfOrder {

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.approving("alice"));

        @Test
        void anEventIsMissing(RecordedAudit audit) {
            audit.append(new AuditEvent(
                    AuditEventType.ACTION_STARTED,
                    ManualTimekeeper.START,
                    "call-1",
                    2,
                    new AuditEvent.Origin("test", Mode.ENFORCING, "export", BOBS_AGENT),
                    Map.of()));
        }
    }

    @Test
    void theApprovalsAreClosedAfterTheTest() {
        run(Closes.class).assertStatistics(stats -> stats.succeeded(1).failed(0));

        assertThatRefused(() -> Closes.tools.export("too late", "customers", 5, "s3cret"))
                .wasRefused(RefusalCode.CANCELLED)
                .because("The gate was closed.");
    }

    static class Closes {

        private static SnapshotTools tools = (why, table, rows, token) -> "not wrapped";

        @RegisterExtension
        final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.approving("alice"));

        @Test
        void theToolsWork(ApprovalGate gate) {
            tools = gate.as(BOBS_AGENT).wrap(SnapshotTools.class, (why, table, rows, token) -> "exported");
            assertThat(tools.export("in time", "customers", 5, "s3cret")).isEqualTo("exported");
        }
    }
}
