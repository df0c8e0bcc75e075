package dev.approvals.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Seats;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanMergeTest {

    @Test
    void whoeverFillsTheMergedLevelFillsBoth() {
        Crowd.often(crowd -> {
            Level one = crowd.level();
            Level other = crowd.level();
            Level both = Levels.both(one, other);
            List<Set<String>> people = crowd.people();

            if (Crowd.fill(both, people)) {
                assertThat(Crowd.fill(one, people))
                        .as("%s of %s", one.describe(), both.describe())
                        .isTrue();
                assertThat(Crowd.fill(other, people))
                        .as("%s of %s", other.describe(), both.describe())
                        .isTrue();
            }
            assertThat(both.people()).isBetween(Math.max(one.people(), other.people()), one.people() + other.people());
            assertThat(Levels.both(one, one).people()).isEqualTo(one.people());
        });
    }

    @Test
    void eachLevelOfAMergedPlanSatisfiesBothPlans() {
        Crowd.often(crowd -> {
            ReviewPlan one = ReviewPlan.ofTool().withLevels(crowd.levels(1, 3));
            ReviewPlan other = ReviewPlan.ofTool().withLevels(crowd.levels(1, 3));
            ReviewPlan both = Plans.strictest(one, other);
            List<Set<String>> people = crowd.people();

            for (int i = 0; i < both.levels().size(); i++) {
                if (Crowd.fill(both.levels().get(i), people)) {
                    assertThat(Crowd.fill(atMost(one, i), people)).isTrue();
                    assertThat(Crowd.fill(atMost(other, i), people)).isTrue();
                }
            }
        });
    }

    private static Level atMost(ReviewPlan plan, int i) {
        return plan.levels().get(Math.min(i, plan.levels().size() - 1));
    }

    @Test
    void aSeatCountsForBothLevelsWhereItsGroupsAreAmongTheOthers() {
        assertThat(Levels.both(Level.of(2, "dba"), Level.of(1, "dba"))).isEqualTo(Level.of(2, "dba"));
        assertThat(Levels.both(Level.of(1), Level.of(1, "dba"))).isEqualTo(Level.of(1, "dba"));
        assertThat(Levels.both(Level.of(1, "dba", "ops"), Level.of(1, "dba"))).isEqualTo(Level.of(1, "dba"));
        assertThat(Levels.both(Level.of(1, "dba"), Level.of(1, "security")).describe())
                .isEqualTo("1 of dba and 1 of security");
    }

    @Test
    void groupsThatOnlyOverlapKeepTheirOwnSeats() {
        Level both = Levels.both(Level.of(1, "a", "b"), Level.of(1, "b", "c"));

        assertThat(both.seats())
                .containsExactlyInAnyOrder(new Seats(1, Set.of("a", "b")), new Seats(1, Set.of("b", "c")));
    }

    @Test
    void limitsAndAssuranceAreTheTighterOnes() {
        ReviewPlan one = ReviewPlan.of(1, "dba")
                .decideWithin(Duration.ofMinutes(5))
                .assurance(Assurance.IDENTITY_PROVIDER)
                .dwell(Duration.ofSeconds(5))
                .permitUnknownPerson();
        ReviewPlan other = ReviewPlan.of(1, "dba")
                .decideWithin(Duration.ofMinutes(2))
                .useWithin(Duration.ofMinutes(1))
                .withComment();

        ReviewPlan both = Plans.strictest(one, other);

        assertThat(both).isEqualTo(Plans.strictest(other, one));
        assertThat(both.decideWithin()).contains(Duration.ofMinutes(2));
        assertThat(both.useWithin()).contains(Duration.ofMinutes(1));
        assertThat(both.assurance()).isEqualTo(Assurance.IDENTITY_PROVIDER);
        assertThat(both.demands().dwell()).isEqualTo(Duration.ofSeconds(5));
        assertThat(both.demands().comment()).isTrue();
        assertThat(both.unknownPerson()).isFalse();
    }
}
