package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.OwedReview;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BreakGlassTest {

    private static final ReviewPlan PLAN =
            ReviewPlan.of(2, "dba").useWithin(Duration.ofMinutes(5)).permitBreakGlass("oncall");

    private final Life life = Life.of(PLAN).join("erin", "oncall").join("bob", "dba", "oncall");

    @Test
    void onePersonOfThosePermittedApprovesAlone() {
        Progress.Moved<RequestState> broken = Life.moved(life.breakGlass("erin", "the disk is full"));

        assertThat(broken.type()).isEqualTo(AuditEventType.BREAK_GLASS_USED);
        assertThat(broken.facts())
                .containsEntry("person", "erin")
                .containsEntry("comment", "the disk is full")
                .containsEntry("needed", "2 of dba");
        assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
        assertThat(Life.told(life.claim())).isEqualTo(AuditEventType.ACTION_STARTED);
    }

    @Test
    void nobodyElseMay() {
        assertThat(Life.refused(life.breakGlass("alice", "hurry"))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(life.breakGlass("bob", "hurry")))
                .as("bob is behind the call")
                .isEqualTo(RefusalCode.SELF_APPROVAL);
        assertThat(Life.refused(life.breakGlass("mallory", "hurry"))).isEqualTo(RefusalCode.UNKNOWN_REVIEWER);
        assertThat(Life.refused(Life.of(Life.PLAN).join("erin", "oncall").breakGlass("erin", "hurry")))
                .as("the plan permits nobody")
                .isEqualTo(RefusalCode.NOT_ELIGIBLE);
    }

    @Test
    void aReasonIsDemanded() {
        assertThat(Life.refused(life.breakGlass("erin", " \n"))).isEqualTo(RefusalCode.COMMENT_REQUIRED);
    }

    @Test
    void whoOwesTooManyReviewsMayNot() {
        assertThat(Life.refused(life.breakGlass("erin", "hurry", 0))).isEqualTo(RefusalCode.REVIEW_OWED);
        assertThat(Life.refused(life.decide(life.decision(Decision.Kind.BREAK_GLASS, "erin", "hurry"))))
                .as("where nobody counted what is owed")
                .isEqualTo(RefusalCode.REVIEW_OWED);
    }

    @Test
    void whatAnApprovalIsHeldAgainstIsHeldAgainstItToo() {
        Reviewer weak = new Reviewer(Principal.local("erin"), Assurance.ASSERTED_IN_PROCESS);
        Life strict = Life.of(PLAN.assurance(Assurance.STEP_UP)).join("erin", "oncall");
        Decision decision = new Decision("request", 0, "digest", Decision.Kind.BREAK_GLASS, weak, "hurry");
        assertThat(Life.refused(strict.take(new Step.Decide(decision, Optional.empty(), strict.roster(), 1))))
                .isEqualTo(RefusalCode.ASSURANCE_TOO_WEAK);

        Step shown = new Step.Decide(
                life.decision(Decision.Kind.BREAK_GLASS, "erin", "hurry"), Optional.of("chat"), life.roster(), 1);
        assertThat(Life.refused(life.take(shown))).isEqualTo(RefusalCode.NOT_DELIVERED);
        life.take(new Step.Deliver("chat", 0, Delivery.partial("message")));
        assertThat(Life.refused(life.take(shown))).isEqualTo(RefusalCode.PARTIAL_VIEW);

        assertThat(Life.refused(life.after(Duration.ofHours(1)).breakGlass("erin", "hurry")))
                .isEqualTo(RefusalCode.EXPIRED);
    }

    @Test
    void itIsNeverAboutAnotherCallOrRound() {
        Decision other = new Decision("request", 0, "other", Decision.Kind.BREAK_GLASS, Life.known("erin"), "hurry");
        Decision later = new Decision("request", 1, "digest", Decision.Kind.BREAK_GLASS, Life.known("erin"), "hurry");

        assertThat(Life.refused(life.take(new Step.Decide(other, Optional.empty(), life.roster(), 1))))
                .isEqualTo(RefusalCode.WRONG_DIGEST);
        assertThat(Life.refused(life.take(new Step.Decide(later, Optional.empty(), life.roster(), 1))))
                .isEqualTo(RefusalCode.WRONG_ROUND);
    }

    @Test
    void itDoesNotHoldOnceItsPersonHasLeftThoseWhoMay() {
        life.breakGlass("erin", "hurry");
        life.join("erin", "dba");

        assertThat(Life.told(life.claim())).isEqualTo(AuditEventType.APPROVAL_INVALIDATED);
        assertThat(life.ending()).isEqualTo("INVALIDATED");
    }

    @Test
    void whoApprovedMayBreakTheGlassAndWhoDidMayRepent() {
        life.join("erin", "dba", "oncall").approve("erin");
        assertThat(Life.told(life.breakGlass("erin", "nobody else is awake")))
                .isEqualTo(AuditEventType.BREAK_GLASS_USED);
        assertThat(life.voters()).containsExactly("erin");
        assertThat(life.breakGlass("erin", "nobody else is awake")).isInstanceOf(Progress.Same.class);

        life.join("erin", "oncall");
        assertThat(Life.told(life.take(new Step.Withdraw(Life.known("erin"), "they woke up", life.roster()))))
                .isEqualTo(AuditEventType.APPROVAL_REVOKED);
    }

    @Test
    void onlyWhoBrokeTheGlassAndWhoMayDecideTakeItBack() {
        life.join("frank", "oncall").breakGlass("erin", "hurry");

        assertThat(Life.refused(life.take(new Step.Withdraw(Life.known("frank"), "no", life.roster()))))
                .isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.told(life.take(new Step.Withdraw(Life.known("alice"), "no", life.roster()))))
                .isEqualTo(AuditEventType.APPROVAL_REVOKED);
    }

    @Test
    void itOwesAReviewAndGrantsNothing() {
        assertThat(Owed.of(life.terms(), life.state())).isEmpty();

        life.breakGlass("erin", "the disk is full");

        assertThat(life.state().scope()).isEmpty();
        assertThat(Owed.of(life.terms(), life.state()).orElseThrow().review())
                .isEqualTo(new OwedReview("request", "erin", "the disk is full", Life.START));
    }

    @Test
    void aReviewBySomebodyElseWhoMayDecidePaysIt() {
        life.join("erin", "dba", "oncall").breakGlass("erin", "hurry");
        Owed owed = Owed.of(life.terms(), life.state()).orElseThrow();

        assertThat(Life.refused(review(owed, "erin", "fine"))).isEqualTo(RefusalCode.SELF_APPROVAL);
        assertThat(Life.refused(review(owed, "bob", "fine"))).isEqualTo(RefusalCode.SELF_APPROVAL);
        assertThat(Life.refused(review(owed, "carol", "fine"))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(review(owed, "alice", " "))).isEqualTo(RefusalCode.COMMENT_REQUIRED);
        Progress.Moved<Owed.State> reviewed = Life.moved(review(owed, "alice", "fine"));

        assertThat(reviewed.type()).isEqualTo(AuditEventType.BREAK_GLASS_REVIEWED);
        assertThat(reviewed.facts()).containsEntry("person", "alice").containsEntry("brokenBy", "erin");
        assertThat(reviewed.next().ended()).isTrue();
        Owed.Review again = new Owed.Review(Life.known("alice"), "fine", life.roster());
        assertThat(owed.apply(reviewed.next(), again, Life.START)).isInstanceOf(Progress.Same.class);
        Owed.Review second = new Owed.Review(Life.known("dora"), "not fine", life.roster());
        assertThat(Life.refused(owed.apply(reviewed.next(), second, Life.START)))
                .isEqualTo(RefusalCode.ALREADY_DECIDED);
    }

    private Progress<Owed.State> review(Owed owed, String person, String findings) {
        return owed.apply(Owed.State.OPEN, new Owed.Review(Life.known(person), findings, life.roster()), Life.START);
    }
}
