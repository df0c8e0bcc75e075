package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecidingTest {

    private static final ReviewPlan TWO = ReviewPlan.of(2, "dba").then(2, "dba").useWithin(Duration.ofMinutes(5));

    @Test
    void aVoteCountsUntilTheLastMomentBeforeTheDeadlineAndNoLonger() {
        Life life = Life.of(TWO).after(Duration.ofHours(1).minusNanos(1));
        assertThat(life.approve("alice")).isInstanceOf(Progress.Moved.class);

        assertThat(Life.refused(life.after(Duration.ofNanos(1)).approve("dora")))
                .isEqualTo(RefusalCode.EXPIRED);
        assertThat(life.voters()).containsExactly("alice");
    }

    @Test
    void anotherAccountOfOnePersonIsNotAnotherPerson() {
        Life life = Life.of(TWO);
        life.approve("alice");

        Progress<RequestState> again =
                life.decide(new Decision("request", 0, "digest", Decision.Kind.APPROVE, Life.chatting("alice"), ""));

        assertThat(again).isInstanceOf(Progress.Same.class);
        assertThat(life.state().status()).isEqualTo(RequestStatus.PENDING);
        life.approve("dora");
        assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
    }

    @Test
    void whatIsNotApprovedIsNotClaimed() {
        Life life = Life.of(TWO);
        assertThat(Life.refused(life.claim())).isEqualTo(RefusalCode.ALREADY_DECIDED);
        life.approve("alice");
        assertThat(Life.refused(life.claim())).isEqualTo(RefusalCode.ALREADY_DECIDED);
        assertThat(life.state().status()).isEqualTo(RequestStatus.PENDING);
    }

    @Test
    void aClaimIsMadeOnceAndInTime() {
        Life life = Life.of(Life.PLAN);
        life.approve("alice");
        assertThat(Life.told(life.after(Duration.ofMinutes(5).minusNanos(1)).claim()))
                .isEqualTo(AuditEventType.ACTION_STARTED);
        assertThat(life.state().holder().node()).isEqualTo("node-2");
        assertThat(Life.refused(life.claim())).isEqualTo(RefusalCode.ALREADY_DECIDED);

        Life late = Life.of(Life.PLAN);
        late.approve("alice");
        assertThat(Life.told(late.after(Duration.ofMinutes(5)).claim())).isEqualTo(AuditEventType.APPROVAL_LAPSED);
    }

    @Test
    void whoVotedAtALowerLevelMayVoteHigherUnlessOtherPeopleAreAsked() {
        Life life = Life.of(TWO);
        life.approve("alice");
        life.escalate("dora");
        assertThat(life.approve("alice")).isInstanceOf(Progress.Moved.class);
        assertThat(life.approve("dora")).isInstanceOf(Progress.Moved.class);
        assertThat(life.state().asking().earlier())
                .as("not kept where it does not matter")
                .isEmpty();

        Life others = Life.of(TWO.byOtherPeople()).join("erin", "dba").join("frank", "dba");
        others.approve("alice");
        others.escalate("dora");
        assertThat(Life.refused(others.approve("alice"))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(others.approve("dora")))
                .as("to escalate is to decide")
                .isEqualTo(RefusalCode.NOT_ELIGIBLE);
        others.approve("erin");
        others.approve("frank");
        assertThat(others.state().status()).isEqualTo(RequestStatus.APPROVED);
    }

    @Test
    void thoseWhoVotedBelowAreRememberedThroughEveryLevelAndTimersToo() {
        Life life = Life.of(TWO.then(2, "dba").byOtherPeople().escalateAfter(Duration.ofMinutes(10)))
                .join("erin", "dba");
        life.approve("alice");
        life.after(Duration.ofMinutes(10)).tick();
        life.approve("dora");
        life.after(Duration.ofMinutes(10)).tick();

        assertThat(life.state().level()).isEqualTo(2);
        assertThat(life.state().asking().earlier()).containsExactlyInAnyOrder("alice", "dora");
        assertThat(Life.refused(life.approve("alice"))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(life.approve("erin")).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void nobodyEscalatesToALevelThatDemandsLess() {
        Life life = Life.of(TWO.withLevels(List.of(Level.of(2, "dba"), Level.of(1, "security"))));

        assertThat(Life.refused(life.escalate("alice"))).isEqualTo(RefusalCode.NO_NEXT_LEVEL);
    }

    @Test
    void anApprovalHoldsUnderAPlanThatItSatisfiesAndNoOther() {
        Life life = Life.of(TWO);
        life.approve("alice");
        life.approve("dora");

        assertThat(holds(life, TWO)).isTrue();
        assertThat(holds(life, ReviewPlan.of(1, "dba"))).isTrue();
        assertThat(holds(life, ReviewPlan.of(3, "dba"))).isFalse();
        assertThat(holds(life, ReviewPlan.of(1, "security"))).isFalse();
        assertThat(holds(life, TWO.assurance(Assurance.STEP_UP))).isFalse();
        life.join("dora", "security");
        assertThat(holds(life, TWO)).as("dora left").isFalse();
    }

    @Test
    void onlyVotesOfPeopleKnownWellEnoughAreCountedUnderAStricterPlan() {
        Life life = Life.of(TWO);
        life.approve("alice");
        Reviewer dora = new Reviewer(Principal.local("dora"), Assurance.IDENTITY_PROVIDER);
        life.take(new Step.Decide(
                new Decision("request", 0, "digest", Decision.Kind.APPROVE, dora, ""),
                Optional.empty(),
                life.roster()));

        ReviewPlan stricter = ReviewPlan.of(1, "dba").assurance(Assurance.IDENTITY_PROVIDER);
        assertThat(holds(life, stricter)).isTrue();
        assertThat(holds(life, stricter.then(2, "dba"))).isTrue();
        assertThat(holds(life, TWO.assurance(Assurance.IDENTITY_PROVIDER))).isFalse();
    }

    private static boolean holds(Life life, ReviewPlan plan) {
        return Tally.holds(plan, life.state().level(), life.state().votes(), life.roster());
    }
}
