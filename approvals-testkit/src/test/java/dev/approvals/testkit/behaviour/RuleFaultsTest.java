package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.core.policy.Policies;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that nobody could ever satisfy are reported when they come into force, not when a call meets them. */
class RuleFaultsTest {

    private static final String COUNT = "Tools#count";

    private static List<String> faults(Policy policy) {
        try (House house = House.of(
                builder -> builder.approver(TestReviewer.approving("alice")).policy(policy))) {
            return faults(house);
        }
    }

    private static List<String> faults(House house) {
        return house.audit.events(AuditEventType.POLICY_LOADED).stream()
                .map(event -> event.fact("faults"))
                .filter(fault -> fault.contains(COUNT))
                .toList();
    }

    private static Policy asking(ReviewPlan plan) {
        return Policy.always(Verdict.ask(plan, "rule", "because"));
    }

    @Test
    void aLevelThatNobodyCouldFillIsNamedWhenTheToolIsWrapped() {
        assertThat(faults(asking(ReviewPlan.of(1, "ciso"))))
                .singleElement()
                .asString()
                .contains("Nobody could ever fill a level: ", "1 of ciso", "Add people to those groups");
        assertThat(faults(asking(ReviewPlan.of(2, "dba").then(9, "dba"))))
                .singleElement()
                .asString()
                .contains("9 of dba");
    }

    @Test
    void anEscalationWithoutAHigherLevelIsNamed() {
        Policy escalating = Policy.always(Verdict.escalate(ReviewPlan.of(1, "dba"), "rule", "because"));

        assertThat(faults(escalating)).singleElement().asString().contains("no higher level", "escalateTo(...)");
        assertThat(faults(asking(ReviewPlan.of(1, "dba").escalateAfter(Duration.ofMinutes(5)))))
                .singleElement()
                .asString()
                .contains("escalates after PT5M", "no higher level");
    }

    @Test
    void emergenciesThatNobodyCouldDeclareAreNamed() {
        assertThat(faults(asking(ReviewPlan.of(1, "dba").permitBreakGlass("fire-brigade"))))
                .singleElement()
                .asString()
                .contains("break the glass: fire-brigade");
        assertThat(faults(asking(ReviewPlan.of(1, "dba").permitBreakGlass("fire-brigade", "security"))))
                .isEmpty();
    }

    @Test
    void grantsThatDifferInWhatTheToolLacksAreNamed() {
        assertThat(faults(asking(ReviewPlan.of(1, "dba").permitGrants(Scope.EQUAL.differing("colour")))))
                .singleElement()
                .asString()
                .contains("differ in colour", "no such parameter");
    }

    @Test
    void rulesThatCanWorkAreNotComplainedOf() {
        assertThat(faults(Policies.annotated())).isEmpty();
        assertThat(faults(asking(ReviewPlan.of(2, "dba", "security")))).isEmpty();
        assertThat(faults(Policy.always(Verdict.deny("rule", "never")))).isEmpty();
    }

    @Test
    void newRulesAreLookedAtWhenTheyAreLoadedAndTheirCallsRefusedAtOnce() {
        LivePolicy live = new LivePolicy(Policies.annotated());
        TestReviewer alice = TestReviewer.approving("alice");
        try (House house = House.of(builder -> builder.approver(alice).policy(live))) {
            live.replace(asking(ReviewPlan.of(1, "ciso")));

            assertThat(faults(house)).singleElement().asString().contains("1 of ciso");
            assertThatRefused(() -> house.tools.count(List.of("orders"))).wasRefused(RefusalCode.UNSATISFIABLE);
            assertThat(alice.seen()).isEmpty();
        }
    }

    @Test
    void aToolThatEachConversationWrapsIsReportedOnce() {
        try (House house = House.of(builder ->
                builder.approver(TestReviewer.approving("alice")).policy(asking(ReviewPlan.of(1, "ciso"))))) {
            house.wrap(House.BOBS_AGENT.in("chat-8"));
            house.wrap(House.BOBS_AGENT.in("chat-9"));

            assertThat(faults(house)).hasSize(1);
        }
    }
}
