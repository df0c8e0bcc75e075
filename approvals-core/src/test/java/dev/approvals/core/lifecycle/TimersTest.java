package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final ReviewPlan TWO_LEVELS = Life.PLAN.then(1, "security").escalateAfter(Duration.ofMinutes(10));

    @Test
    void aRequestIsDueAtItsDeadlineAndEndsThen() {
        Life life = Life.of(Life.PLAN);
        assertThat(life.due()).contains(Duration.ofHours(1));

        assertThat(life.after(Duration.ofHours(1).minusNanos(1)).tick()).isInstanceOf(Progress.Same.class);
        assertThat(Life.told(life.after(Duration.ofNanos(1)).tick())).isEqualTo(AuditEventType.APPROVAL_EXPIRED);

        assertThat(life.ending()).isEqualTo("EXPIRED");
        assertThat(life.due()).isEmpty();
    }

    @Test
    void theNextLevelIsAskedOnceNobodyDecidedForLongEnough() {
        Life life = Life.of(TWO_LEVELS);
        assertThat(life.due()).contains(Duration.ofMinutes(10));
        assertThat(life.after(Duration.ofMinutes(10).minusNanos(1)).tick()).isInstanceOf(Progress.Same.class);

        Progress.Moved<RequestState> escalated =
                Life.moved(life.after(Duration.ofNanos(1)).tick());

        assertThat(escalated.type()).isEqualTo(AuditEventType.APPROVAL_ESCALATED);
        assertThat(escalated.facts()).containsEntry("by", "timer").containsEntry("to", "1 of security");
        assertThat(life.state().level()).isEqualTo(1);
        assertThat(life.state().round()).isEqualTo(1);
        assertThat(life.due()).as("there is no higher level").contains(Duration.ofHours(1));
        assertThat(life.after(Duration.ofMinutes(30)).tick()).isInstanceOf(Progress.Same.class);
    }

    @Test
    void eachLevelHasTheWholeTimeFromWhenItBegan() {
        Life life = Life.of(TWO_LEVELS.then(1, "dba"));

        life.after(Duration.ofMinutes(15)).tick();

        assertThat(life.due()).contains(Duration.ofMinutes(25));
    }

    @Test
    void theDeadlineComesBeforeAnEscalationThatIsDueAsWell() {
        Life life = Life.of(TWO_LEVELS);

        assertThat(Life.told(life.after(Duration.ofHours(2)).tick())).isEqualTo(AuditEventType.APPROVAL_EXPIRED);
    }

    @Test
    void aTimerAsksNoLevelThatWouldDemandLess() {
        Life life = Life.of(TWO_LEVELS.withLevels(List.of(Level.of(2, "dba"), Level.of(1, "security"))));

        assertThat(life.due()).contains(Duration.ofHours(1));
        assertThat(life.after(Duration.ofMinutes(20)).tick()).isInstanceOf(Progress.Same.class);
    }

    @Test
    void thoseWhoAreAskedAreRemindedThreeTimesAtMost() {
        Life life = Life.of(Life.PLAN.remindEvery(MINUTE));

        for (int reminder = 1; reminder <= 3; reminder++) {
            assertThat(life.due()).contains(MINUTE.multipliedBy(reminder));
            Progress.Moved<RequestState> reminded =
                    Life.moved(life.after(MINUTE).tick());
            assertThat(reminded.type()).isEqualTo(AuditEventType.APPROVAL_REMINDED);
            assertThat(reminded.facts()).containsEntry("reminder", reminder + " of 3");
            assertThat(life.tick()).isInstanceOf(Progress.Same.class);
        }

        assertThat(life.due()).contains(Duration.ofHours(1));
        assertThat(life.after(MINUTE).tick()).isInstanceOf(Progress.Same.class);
    }

    @Test
    void oneReminderStandsForAllThatWereMissed() {
        Life life = Life.of(Life.PLAN.remindEvery(MINUTE));

        assertThat(Life.told(life.after(Duration.ofMinutes(2)).tick())).isEqualTo(AuditEventType.APPROVAL_REMINDED);

        assertThat(life.due()).contains(Duration.ofMinutes(3));
        assertThat(life.tick()).isInstanceOf(Progress.Same.class);
    }

    @Test
    void aNewLevelIsRemindedAnew() {
        Life life = Life.of(TWO_LEVELS.remindEvery(MINUTE));
        life.after(Duration.ofMinutes(5)).tick();
        assertThat(life.state().asking().reminders()).isEqualTo(3);

        life.after(Duration.ofMinutes(5)).tick();

        assertThat(life.state().asking().reminders()).isZero();
        assertThat(life.due()).contains(Duration.ofMinutes(11));
    }

    @Test
    void pausesThatReachPastTheDeadlineAreNeverDue() {
        Duration ages = Duration.ofDays(36_525); // the longest that a plan takes
        Life life = Life.of(TWO_LEVELS.escalateAfter(ages).remindEvery(ages));

        assertThat(life.due()).contains(Duration.ofHours(1));
        assertThat(Life.of(TWO_LEVELS.escalateAfter(Duration.ofHours(1))).due()).contains(Duration.ofHours(1));
    }

    @Test
    void anApprovalLapsesAtItsLastMomentAndNothingIsRemindedOfIt() {
        Life life = Life.of(Life.PLAN.remindEvery(MINUTE));
        life.approve("alice");
        assertThat(life.due()).contains(Duration.ofMinutes(5));

        assertThat(life.after(Duration.ofMinutes(5).minusNanos(1)).tick()).isInstanceOf(Progress.Same.class);
        assertThat(Life.told(life.after(Duration.ofNanos(1)).tick())).isEqualTo(AuditEventType.APPROVAL_LAPSED);

        assertThat(life.ending()).isEqualTo("LAPSED");
    }

    @Test
    void anApprovedCallWithoutCallerIsDueAtOnceForSomebodyMustRunIt() {
        Life life = Life.of(Life.PLAN);
        life.take(new Step.Detach());
        life.after(MINUTE).approve("alice");

        assertThat(life.due()).contains(MINUTE);
        assertThat(life.after(MINUTE).tick()).isInstanceOf(Progress.Same.class);

        life.claim();
        assertThat(life.state().status()).isEqualTo(RequestStatus.CLAIMED);
        assertThat(life.due()).as("its node answers for it").isEmpty();
    }

    @Test
    void anOutcomeWithoutCallerIsDueUntilTheHostHasIt() {
        Life life = Life.of(Life.PLAN);
        life.take(new Step.Detach());
        life.approve("alice");
        life.claim();
        life.take(new Step.Finish("execution", Ending.returned("1")));
        assertThat(life.due()).isPresent();

        Progress.Moved<RequestState> handed = Life.moved(life.take(new Step.HandBack()));

        assertThat(handed.type()).isEqualTo(AuditEventType.OUTCOME_DELIVERED);
        assertThat(handed.facts()).containsEntry("to", "host");
        assertThat(life.due()).isEmpty();
        assertThat(life.take(new Step.HandBack())).isInstanceOf(Progress.Same.class);
    }

    @Test
    void whatACallerWaitedForIsNotHandedBack() {
        Life life = Life.of(Life.PLAN, Life.tool(Risk.LOW).build());
        life.after(Duration.ofHours(1)).tick();

        assertThat(life.due()).isEmpty();
        assertThat(life.take(new Step.HandBack())).isInstanceOf(Progress.Same.class);
    }
}
