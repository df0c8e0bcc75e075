package dev.approvals.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Seats;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanFloorTest {

    private static final ToolSpec EXPORT =
            ToolSpec.named("export").reviewers("dba").quorum(2).build();
    private static final List<Level> CISO = List.of(Level.of(1, "ciso"));

    @Test
    void everyLevelOfThePolicySatisfiesThePolicyAndTheAnnotation() {
        Crowd.often(crowd -> {
            ToolSpec tool = tool(crowd);
            List<Level> given = crowd.levels(1, 3);
            List<Level> levels = PlanFloor.apply(ReviewPlan.ofTool().withLevels(given), tool, CISO)
                    .levels();
            List<Set<String>> people = crowd.people();

            assertThat(levels).hasSameSizeAs(given);
            for (int i = 0; i < levels.size(); i++) {
                if (Crowd.fill(levels.get(i), people)) {
                    assertThat(Crowd.fill(given.get(i), people)).isTrue();
                    assertThat(Crowd.fill(floor(tool), people)).isTrue();
                }
            }
            assertNoLevelAsksFewerPeople(levels);
        });
    }

    @Test
    void escalationNeverAsksFewerPeople() {
        Crowd.often(crowd -> {
            ToolSpec tool = tool(crowd);
            List<Level> escalation = crowd.levels(0, 3);
            List<Level> levels =
                    PlanFloor.apply(ReviewPlan.ofTool(), tool, escalation).levels();
            List<Set<String>> people = crowd.people();

            assertThat(levels).hasSize(1 + escalation.size()).startsWith(floor(tool));
            for (int i = 0; i < escalation.size(); i++) {
                if (Crowd.fill(levels.get(i + 1), people)) {
                    assertThat(Crowd.fill(escalation.get(i), people)).isTrue();
                }
            }
            assertNoLevelAsksFewerPeople(levels);
        });
    }

    @Test
    void atCriticalRiskAnApprovalSaysWhyWhateverThePolicySays() {
        ToolSpec drop = ToolSpec.named("drop").risk(Risk.CRITICAL).build();

        assertThat(PlanFloor.apply(ReviewPlan.ofTool(), drop, CISO).demands().comment())
                .isTrue();
        assertThat(PlanFloor.apply(ReviewPlan.ofTool(), EXPORT, CISO).demands().comment())
                .isFalse();
        assertThat(PlanFloor.apply(ReviewPlan.ofTool().withComment(), EXPORT, CISO)
                        .demands()
                        .comment())
                .isTrue();
    }

    @Test
    void row47WhatAToolKeepsOutOfChatNoPolicyPutsThereAndAPolicyMayKeepMoreOutOfIt() {
        ToolSpec hidden = ToolSpec.named("export").inboxOnly(true).build();

        assertThat(PlanFloor.apply(ReviewPlan.ofTool(), hidden, CISO).inboxOnly())
                .isTrue();
        assertThat(PlanFloor.apply(ReviewPlan.ofTool().onlyInInbox(), EXPORT, CISO)
                        .inboxOnly())
                .isTrue();
        assertThat(PlanFloor.apply(ReviewPlan.ofTool(), EXPORT, CISO).inboxOnly())
                .isFalse();
        ReviewPlan both = Plans.strictest(ReviewPlan.of(1), ReviewPlan.of(1).onlyInInbox());
        assertThat(both.inboxOnly()).isTrue();
        assertThat(both.askAgain()
                        .permitGrants(Scope.EQUAL)
                        .permitBreakGlass("ciso")
                        .permitUnknownPerson()
                        .inboxOnly())
                .as("what else is permitted does not loosen it")
                .isTrue();
    }

    private static void assertNoLevelAsksFewerPeople(List<Level> levels) {
        assertThat(levels.stream().map(Level::people)).isSorted();
    }

    private static ToolSpec tool(Crowd crowd) {
        return ToolSpec.named("t")
                .quorum(1 + crowd.upTo(2))
                .reviewers(crowd.groups().toArray(String[]::new))
                .build();
    }

    private static Level floor(ToolSpec tool) {
        return new Level(List.of(new Seats(tool.quorum(), tool.reviewers())));
    }

    @Test
    void aPlanThatCoversTheFloorIsLeftAsItIs() {
        ReviewPlan plan = ReviewPlan.of(3, "dba").then(4, "dba");

        assertThat(PlanFloor.apply(plan, EXPORT, CISO)).isEqualTo(plan);
    }

    @Test
    void seatsThatAreMissingAreAdded() {
        assertThat(onlyLevel(ReviewPlan.of(1, "dba"), EXPORT)).isEqualTo("2 of dba");
        assertThat(onlyLevel(ReviewPlan.of(1, "security"), EXPORT)).isEqualTo("1 of security and 2 of dba");
        assertThat(onlyLevel(ReviewPlan.of(1), EXPORT)).isEqualTo("2 of dba");
    }

    @Test
    void withoutReviewersTheTotalIsRaisedToTheQuorum() {
        ToolSpec open = ToolSpec.named("mail").quorum(2).build();

        assertThat(onlyLevel(ReviewPlan.of(1, "security"), open)).isEqualTo("1 of security and 1 of anyone");
        assertThat(onlyLevel(ReviewPlan.of(2, "security"), open)).isEqualTo("2 of security");
        assertThat(onlyLevel(ReviewPlan.of(1), open)).isEqualTo("2 of anyone");
    }

    private static String onlyLevel(ReviewPlan plan, ToolSpec tool) {
        List<Level> levels = PlanFloor.apply(plan, tool, CISO).levels();
        assertThat(levels).hasSize(1);
        return levels.get(0).describe();
    }

    @Test
    void aPlanOfTheToolEscalatesAsTheGateWasSetUp() {
        ReviewPlan plan = PlanFloor.apply(ReviewPlan.ofTool(), EXPORT, CISO);

        assertThat(plan.levels().stream().map(Level::describe))
                .containsExactly("2 of dba", "1 of ciso and 1 of ciso/dba");
    }
}
