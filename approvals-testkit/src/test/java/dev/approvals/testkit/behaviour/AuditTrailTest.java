package dev.approvals.testkit.behaviour;

import static dev.approvals.audit.AuditEventType.ACTION_COMPLETED;
import static dev.approvals.audit.AuditEventType.ACTION_FAILED;
import static dev.approvals.audit.AuditEventType.ACTION_REQUESTED;
import static dev.approvals.audit.AuditEventType.ACTION_STARTED;
import static dev.approvals.audit.AuditEventType.APPROVAL_CANCELLED;
import static dev.approvals.audit.AuditEventType.APPROVAL_DECIDED;
import static dev.approvals.audit.AuditEventType.APPROVAL_DETACHED;
import static dev.approvals.audit.AuditEventType.APPROVAL_ESCALATED;
import static dev.approvals.audit.AuditEventType.APPROVAL_EXPIRED;
import static dev.approvals.audit.AuditEventType.APPROVAL_NOTIFIED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REFUSED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REQUESTED;
import static dev.approvals.audit.AuditEventType.CONFIG_CHANGED;
import static dev.approvals.audit.AuditEventType.POLICY_EVALUATED;
import static dev.approvals.audit.AuditEventType.POLICY_LOADED;
import static dev.approvals.audit.AuditEventType.SINK_FAILED;
import static dev.approvals.audit.AuditEventType.SINK_RESTORED;
import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.GatedTool;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.core.Approvals;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Every step is told, in order, before it has an effect; and what cannot be told does not happen. */
class AuditTrailTest {

    private static final Policy ALLOW = Policy.always(Verdict.allow("harmless", "reads only"));

    @Test
    void anApprovedCallIsToldStepByStep() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice").saying("fine"))) {
            house.tools.drop("orders");

            assertThat(house.audit)
                    .isInOrder()
                    .call("drop")
                    .toldExactly(
                            ACTION_REQUESTED,
                            POLICY_EVALUATED,
                            APPROVAL_REQUESTED,
                            APPROVAL_NOTIFIED,
                            APPROVAL_DECIDED,
                            ACTION_STARTED,
                            ACTION_COMPLETED)
                    .hasFact(ACTION_REQUESTED, "arguments", "{\"table\":\"orders\"}")
                    .hasFact(APPROVAL_DECIDED, "reviewer", "local:alice")
                    .hasFact(APPROVAL_DECIDED, "person", "alice")
                    .hasFact(APPROVAL_DECIDED, "comment", "fine")
                    .hasFact(APPROVAL_DECIDED, "decision", "APPROVE");
        }
    }

    @Test
    void oneDigestRunsThroughRequestVoteAndRun() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            house.tools.drop("orders");

            List<String> digests = house.audit.events().stream()
                    .map(event -> event.fact("digest"))
                    .filter(digest -> !digest.isEmpty())
                    .toList();
            assertThat(digests).hasSizeGreaterThanOrEqualTo(4);
            assertThat(digests.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void everyEndHasItsEvents() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThatRefused(() -> house.tools.drop("orders"));
            assertThat(house.audit)
                    .call("drop")
                    .toldExactly(
                            ACTION_REQUESTED,
                            POLICY_EVALUATED,
                            APPROVAL_REQUESTED,
                            APPROVAL_NOTIFIED,
                            APPROVAL_DECIDED);
        }
        try (House house = House.of(b ->
                b.approver(TestReviewer.approving("alice")).policy(Policy.always(Verdict.deny("no drops", "never"))))) {
            assertThatRefused(() -> house.tools.drop("orders"));
            assertThat(house.audit)
                    .call("drop")
                    .toldExactly(ACTION_REQUESTED, POLICY_EVALUATED)
                    .wasRefused(RefusalCode.DENIED_BY_POLICY)
                    .because("no drops");
        }
        try (House house =
                House.of(b -> b.approver(TestReviewer.denying("alice")).policy(ALLOW))) {
            house.tools.drop("orders");
            assertThat(house.audit)
                    .call("drop")
                    .toldExactly(ACTION_STARTED, ACTION_COMPLETED)
                    .hasFact(ACTION_STARTED, "rule", "harmless")
                    .hasFact(ACTION_STARTED, "verdict", "allow");
        }
    }

    @Test
    void anEscalatedCallIsToldAnew() {
        try (House house = House.of(b -> b.approver(TestReviewer.escalating("alice"))
                .approver(TestReviewer.approving("carol"))
                .policy(Policy.always(
                        Verdict.ask(ReviewPlan.of(1, "dba").then(1, "security"), "two levels", "it is grave"))))) {
            GatedTool reindex = house.gate()
                    .as(House.BOBS_AGENT)
                    .tool(ToolSpec.named("reindex").build(), claim -> "reindexed");

            assertThat(reindex.call(Map.of())).returned("reindexed");

            assertThat(house.audit)
                    .call("reindex")
                    .told(APPROVAL_NOTIFIED, APPROVAL_ESCALATED, APPROVAL_NOTIFIED, APPROVAL_DECIDED, ACTION_STARTED)
                    .wasApprovedBy("carol")
                    .ran();
        }
    }

    @Test
    void aToolThatThrowsIsTold() {
        try (House house = House.reviewedBy(TestReviewer.approving("alice"))) {
            house.workshop.step = () -> {
                throw new IllegalStateException("the disk is full");
            };
            assertThatThrown(() -> house.tools.drop("orders"));

            assertThat(house.audit)
                    .call("drop")
                    .told(ACTION_STARTED, ACTION_FAILED)
                    .hasFact(ACTION_FAILED, "outcome", "threw");
        }
    }

    private static void assertThatThrown(Runnable call) {
        assertThatThrownBy(call::run).hasMessage("the disk is full");
    }

    @Test
    void callsOnWhichNobodyIsGatedAreNotTold() {
        try (House house = House.reviewedBy(TestReviewer.denying("alice"))) {
            assertThat(house.tools.tables("crm")).contains("orders");

            assertThat(house.audit.callIds()).isEmpty();
        }
    }

    @Test
    void theGateTellsHowItIsSetUpAndWhichRulesAreInForce() {
        LivePolicy live = new LivePolicy(ALLOW);
        try (House house =
                House.of(b -> b.approver(TestReviewer.approving("alice")).policy(live))) {
            assertThat(house.audit.types()).startsWith(CONFIG_CHANGED, POLICY_LOADED);
            AuditEvent config = house.audit.events().get(0);
            assertThat(config.fact("mode")).isEqualTo("ENFORCING");
            assertThat(config.fact("approvers")).contains("test-alice");
            assertThat(config.origin().mode()).isEqualTo(Mode.ENFORCING);

            live.replace(Policy.always(Verdict.deny("closed", "not today")));

            assertThat(house.audit.events(POLICY_LOADED)).hasSize(2);
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.DENIED_BY_POLICY);
        }
    }

    /** What a sink saw of the world when each event came. */
    private record Witness(House[] house, List<String> seen) implements AuditSink {
        @Override
        public void append(AuditEvent event) {
            seen.add(event.type() + " after " + (house[0] == null ? 0 : house[0].workshop.runs.size()) + " runs");
        }
    }

    @Test
    void aToolStartsOnlyOnceItsStartWasTaken() {
        Witness witness = new Witness(new House[1], new CopyOnWriteArrayList<>());
        try (House house =
                House.of(b -> b.approver(TestReviewer.approving("alice")).audit(witness))) {
            witness.house()[0] = house;
            house.tools.drop("orders");

            assertThat(witness.seen()).contains("action.started after 0 runs", "action.completed after 1 runs");
        }
    }

    private static void assertStops(AuditEventType failing) {
        RecordedAudit audit = RecordedAudit.failingOn(failing);
        try (House house = House.of(audit, b -> b.approver(TestReviewer.approving("alice")))) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.AUDIT_FAILED);

            assertThat(house.workshop.runs)
                    .as("runs though %s was not recorded", failing)
                    .isEmpty();
            assertThat(house.desk().pending()).isEmpty();
            audit.mend();
            house.tools.drop("orders");
            assertThat(house.workshop.runs).hasSize(1);
        }
    }

    @Test
    void aSinkThatFailsBeforeTheRunStopsTheCallWhereverItFails() {
        for (AuditEventType failing : List.of(
                ACTION_REQUESTED,
                POLICY_EVALUATED,
                APPROVAL_REQUESTED,
                APPROVAL_NOTIFIED,
                APPROVAL_DECIDED,
                ACTION_STARTED)) {
            for (int i = 0; i < 30; i++) {
                assertStops(failing);
            }
        }
    }

    @Test
    void aSinkThatFailsOnAnAllowedCallsStartStopsIt() {
        RecordedAudit audit = RecordedAudit.failingOn(ACTION_STARTED);
        try (House house =
                House.of(audit, b -> b.approver(TestReviewer.denying("alice")).policy(ALLOW))) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.AUDIT_FAILED);

            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void aSinkThatFailsAfterTheRunHidesNoResult() {
        RecordedAudit audit = RecordedAudit.failingOn(ACTION_COMPLETED);
        try (House house = House.of(audit, b -> b.approver(TestReviewer.approving("alice")))) {
            assertThat(house.tools.count(List.of("orders"))).isEqualTo(1);
        }
    }

    @Test
    void aSinkThatBreaksHasEveryCallRefusedFromThenOn() {
        RecordedAudit broken = RecordedAudit.failingAfter(2);
        try (House house = House.of(
                broken, b -> b.approver(TestReviewer.approving("alice")).policy(ALLOW))) {
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.AUDIT_FAILED);
            assertThatRefused(() -> house.tools.drop("orders")).wasRefused(RefusalCode.AUDIT_FAILED);

            assertThat(house.workshop.runs).isEmpty();
        }
    }

    @Test
    void aGateWhoseSetUpCannotBeRecordedIsNotBuilt() {
        assertThatThrownBy(
                        () -> House.of(RecordedAudit.failingAfter(0), b -> b.approver(TestReviewer.approving("alice"))))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("RecordedAudit")
                .hasMessageContaining("config.changed");
    }

    @Test
    void whereItWasChosenTheGateGoesOnAndSaysSo() {
        RecordedAudit failing = RecordedAudit.failingAfter(2);
        RecordedAudit other = new RecordedAudit();
        try (House house = House.of(
                failing,
                b -> b.approver(TestReviewer.approving("alice")).audit(other).goOnWhenAuditFails())) {
            house.tools.drop("orders");
            assertThat(house.workshop.runs).hasSize(1);
            assertThat(other.types()).contains(SINK_FAILED, ACTION_COMPLETED);
            assertThat(other.events(SINK_FAILED)).hasSize(1);
            assertThat(other.events(CONFIG_CHANGED).get(0).fact("goOnWhenAuditFails"))
                    .isEqualTo("true");

            failing.mend();
            house.tools.drop("customers");

            assertThat(other.types()).contains(SINK_RESTORED);
            assertThat(failing.types()).contains(ACTION_COMPLETED);
        }
    }

    @Test
    void aSinkThatWantsNoArgumentsGetsNone() {
        List<AuditEvent> events = new CopyOnWriteArrayList<>();
        AuditSink modest = new AuditSink() {
            @Override
            public void append(AuditEvent event) {
                events.add(event);
            }

            @Override
            public boolean wantsArguments() {
                return false;
            }
        };
        try (var approvals = Approvals.builder()
                .approver(TestReviewer.approving("alice"))
                .directory(House.PEOPLE)
                .audit(modest)
                .build()) {
            approvals
                    .gate()
                    .as(House.BOBS_AGENT)
                    .wrap(Tools.class, new Workshop())
                    .drop("orders");

            assertThat(events).extracting(AuditEvent::type).contains(ACTION_COMPLETED);
            assertThat(events).allSatisfy(event -> assertThat(event.facts()).doesNotContainKey("arguments"));
        }
    }

    @Test
    void timeIsTheStoresAndCallsDoNotMixUp() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            House.Caller<String> first = house.calling(() -> house.tools.drop("orders"));
            alice.awaitRequest();
            house.awaitEvents(APPROVAL_NOTIFIED, 1);
            house.clock.advance(Duration.ofSeconds(90));
            House.Caller<String> second = house.calling(() -> house.tools.drop("customers"));
            alice.awaitRequests(2);
            house.awaitEvents(APPROVAL_NOTIFIED, 2);
            alice.approve();
            alice.deny();
            first.result();
            second.failure();

            assertThat(house.audit).isInOrder().call("drop", 1).ran();
            assertThat(house.audit).call("drop", 2).wasDeniedBy("alice").neverStarted();
            assertThat(house.audit.events(house.audit.callIds().get(0)).get(0).at())
                    .isEqualTo(house.clock.now().minusSeconds(90));
            assertThat(house.audit.events(house.audit.callIds().get(1)).get(0).at())
                    .isEqualTo(house.clock.now());
        }
    }

    @Test
    void everyEventSaysOnWhoseBehalfAndHowTheGateIsSetUp() {
        TestReviewer alice = TestReviewer.later("alice");
        try (House house = House.reviewedBy(alice)) {
            House.Caller<String> caller = house.calling(() -> house.tools.mail("done", "a@example.test", "good"));
            house.clock.awaitAlarms(2);
            house.clock.advance(Duration.ofSeconds(10));
            caller.failure();
            alice.desk().decide(alice.awaitRequest().approve(House.BOB, "my own"));
            house.clock.advance(Duration.ofMinutes(15));
            house.audit.await(APPROVAL_EXPIRED);

            String id = house.audit.callIds().get(0);
            assertThat(house.audit.types(id)).contains(APPROVAL_DETACHED, APPROVAL_REFUSED, APPROVAL_EXPIRED);
            assertThat(house.audit.types(id)).doesNotContain(APPROVAL_CANCELLED);
            assertThat(house.audit.events(id))
                    .allSatisfy(event -> assertThat(event.origin())
                            .isEqualTo(new AuditEvent.Origin("test", Mode.ENFORCING, "mail", House.BOBS_AGENT)));
        }
    }
}
