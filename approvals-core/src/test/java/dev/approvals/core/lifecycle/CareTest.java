package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan demands of an approval beside whose it is: words, and time to read. */
class CareTest {

    private static final Instant NOW = Life.START;
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Directory DBAS = account -> Optional.of(new Person(account.subject(), Set.of("dba")));
    private static final ReviewPlan PLAN =
            ReviewPlan.of(2, "dba").useWithin(Duration.ofMinutes(5)).permitBreakGlass("dba");
    private static final Delivery WHOLE = Delivery.whole("inbox");
    private static final Delivery PARTIAL = Delivery.partial("inbox");

    private RequestState state = RequestState.pending(0, "node", NOW);

    private static Terms terms(ReviewPlan plan) {
        return new Terms(
                "request",
                "digest",
                Requester.agent("copilot"),
                plan,
                NOW.plusSeconds(3_600),
                Life.tool(Risk.HIGH).build(),
                0);
    }

    private Progress<RequestState> apply(ReviewPlan plan, Step step, Duration later) {
        Progress<RequestState> progress = Lifecycle.apply(terms(plan), state, step, NOW.plus(later));
        if (progress instanceof Progress.Moved<RequestState> moved) {
            state = moved.next();
        }
        return progress;
    }

    private static Roster roster(String name) {
        return Roster.of(DBAS, Requester.agent("copilot"), List.of(Principal.local(name)));
    }

    private void show(String name, Delivery view, Duration later) {
        apply(PLAN, new Step.Show("inbox", 0, Reviewer.named(name), view, roster(name)), later);
    }

    private static Step.Decide decision(String name, Decision.Kind kind, String comment) {
        Decision decision = new Decision("request", 0, "digest", kind, Reviewer.named(name), comment);
        return new Step.Decide(decision, Optional.of("inbox"), roster(name), 1);
    }

    private static Optional<RefusalCode> refusal(Progress<RequestState> progress) {
        return progress instanceof Progress.Rejected<RequestState> rejected
                ? Optional.of(rejected.code())
                : Optional.empty();
    }

    private Optional<RefusalCode> approve(ReviewPlan plan, String name, Duration later) {
        return refusal(apply(plan, decision(name, Decision.Kind.APPROVE, "looked at"), later));
    }

    @Test
    void anApprovalSaysWhyWhereThePlanWantsItAndADenialNeedNot() {
        apply(PLAN, new Step.Deliver("inbox", 0, WHOLE), Duration.ZERO);
        ReviewPlan plan = PLAN.withComment();

        assertThat(refusal(apply(plan, decision("alice", Decision.Kind.APPROVE, " "), TEN)))
                .contains(RefusalCode.COMMENT_REQUIRED);
        assertThat(approve(plan, "alice", TEN)).isEmpty();
        assertThat(refusal(apply(plan, decision("dora", Decision.Kind.DENY, ""), TEN)))
                .isEmpty();
    }

    @Test
    void anApprovalCountsOnceItsReviewerHasHadTheRequestForAsLongAsThePlanWants() {
        ReviewPlan plan = PLAN.dwell(TEN);
        apply(PLAN, new Step.Deliver("inbox", 0, PARTIAL), Duration.ZERO);
        show("alice", WHOLE, Duration.ofSeconds(60));

        assertThat(approve(plan, "alice", Duration.ofSeconds(70).minusNanos(1))).contains(RefusalCode.TOO_SOON);
        assertThat(refusal(apply(plan, decision("alice", Decision.Kind.BREAK_GLASS, "fire"), Duration.ofSeconds(69))))
                .contains(RefusalCode.TOO_SOON);
        assertThat(approve(plan, "alice", Duration.ofSeconds(70))).isEmpty();
    }

    @Test
    void aDenialCountsAtOnce() {
        apply(PLAN, new Step.Deliver("inbox", 0, WHOLE), Duration.ZERO);

        assertThat(refusal(apply(PLAN.dwell(TEN), decision("alice", Decision.Kind.DENY, ""), Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void timeBeginsWhenTheChannelHasShownItToAllOrElseWithTheRound() {
        ReviewPlan plan = PLAN.dwell(TEN);
        assertThat(refusal(apply(
                        plan,
                        new Step.Decide(
                                decision("alice", Decision.Kind.APPROVE, "").decision(),
                                Optional.empty(),
                                roster("alice"),
                                1),
                        Duration.ofSeconds(9))))
                .contains(RefusalCode.TOO_SOON);
        apply(PLAN, new Step.Deliver("inbox", 0, WHOLE), Duration.ofSeconds(20));

        assertThat(approve(plan, "alice", Duration.ofSeconds(29))).contains(RefusalCode.TOO_SOON);
        assertThat(approve(plan, "alice", Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void aCardThatIsShownAnewDoesNotBeginTheTimeAnewUnlessTheFirstLeftOutAPart() {
        ReviewPlan plan = PLAN.dwell(TEN);
        show("alice", WHOLE, Duration.ZERO);
        show("alice", new Delivery("inbox", "with one vote", true), Duration.ofSeconds(9));
        show("dora", PARTIAL, Duration.ZERO);
        show("dora", WHOLE, Duration.ofSeconds(9));

        assertThat(approve(plan, "alice", TEN)).isEmpty();
        assertThat(approve(plan, "dora", TEN)).contains(RefusalCode.TOO_SOON);
        assertThat(approve(plan, "dora", Duration.ofSeconds(19))).isEmpty();
    }
}
