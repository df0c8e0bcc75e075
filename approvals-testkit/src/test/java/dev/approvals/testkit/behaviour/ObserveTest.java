package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Observing holds nothing, and cannot be mistaken for enforcement. */
class ObserveTest {

    @Test
    void aCallThatWouldBeAskedRunsAndIsToldAsSuch() {
        TestReviewer nobody = TestReviewer.never();
        try (House house = House.of(builder -> builder.approver(nobody).observe())) {
            house.tools.drop("orders");

            assertThat(house.workshop.runs).containsExactly("drop orders");
            assertThat(nobody.seen()).isEmpty();
            assertThat(house.audit)
                    .call("drop")
                    .wasNotAsked()
                    .hasFact(AuditEventType.POLICY_EVALUATED, "verdict", "ask")
                    .hasFact(AuditEventType.POLICY_EVALUATED, "held", "false")
                    .ran();
        }
    }

    @Test
    void aCallThatWouldBeDeniedRunsAndIsToldAsSuch() {
        try (House house = House.of(
                builder -> builder.observe().policy(Policy.always(Verdict.deny("no drops", "never on a weekday"))))) {
            house.tools.drop("orders");

            assertThat(house.workshop.runs).hasSize(1);
            assertThat(house.audit)
                    .call("drop")
                    .hasFact(AuditEventType.POLICY_EVALUATED, "verdict", "deny")
                    .hasFact(AuditEventType.POLICY_EVALUATED, "rule", "no drops")
                    .hasFact(AuditEventType.POLICY_EVALUATED, "held", "false")
                    .ran();
        }
    }

    @Test
    void aPolicyThatFailsHoldsNothingEither() {
        try (House house = House.of(builder -> builder.observe().policy(call -> {
            throw new IllegalStateException("broken");
        }))) {
            house.tools.drop("orders");

            assertThat(house.workshop.runs).hasSize(1);
            assertThat(house.audit)
                    .call("drop")
                    .hasFact(AuditEventType.POLICY_EVALUATED, "code", "POLICY_FAILED")
                    .ran();
        }
    }

    @Test
    void aCallOfHighRiskForNobodyRunsWhileItIsOnlyObserved() throws Exception {
        try (House house = House.of(builder -> builder.observe())) {
            assertThat(house.wrap(Requester.agent("night-job"))
                            .export("monthly", "orders", 5, "https://files.example.test", "token"))
                    .isEqualTo("5 rows exported");
        }
    }

    @Test
    void aSinkThatFailsHoldsNothingEither() {
        RecordedAudit audit = RecordedAudit.failingAfter(2);
        try (House house = House.of(audit, builder -> builder.observe())) {
            house.tools.drop("orders");

            assertThat(house.workshop.runs).hasSize(1);
        }
    }

    @Test
    void futuresAndLaterCallsAreNotHeldEither() throws Exception {
        try (House house = House.of(builder -> builder.observe())) {
            assertThat(house.tools.dump("orders").get(20, TimeUnit.SECONDS)).isEqualTo("dumped orders");
            assertThat(house.tools.mail("done", "a@example.test", "good")).isEqualTo("mailed a@example.test");
            assertThat(house.handedBack).isEmpty();
        }
    }

    @Test
    void itIsStampedInEveryEvent() {
        try (House house = House.of(builder -> builder.observe())) {
            house.tools.drop("orders");

            assertThat(house.audit.events())
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.origin().mode()).isEqualTo(Mode.OBSERVING));
        }
    }

    @Test
    void observingAndDevelopmentExcludeEachOther() {
        assertThatThrownBy(() -> Approvals.builder().observe().development())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("observe()")
                .hasMessageContaining("development()");
    }

    @Test
    void withoutObservingAGateNeedsAnApprover() {
        assertThatThrownBy(() -> Approvals.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("approver(...)");
    }
}
