package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In an emergency one person alone approves, and owes a review by somebody else. */
class EmergenciesTest {

    private static final Policy URGENT = Policy.always(
            Verdict.ask(ReviewPlan.of(2, "dba").permitBreakGlass("security"), "two of dba", "it is dangerous"));

    private final TestReviewer carol = TestReviewer.later("carol").saying("the site is down");
    private final House house = House.of(builder -> builder.approver(carol).policy(URGENT));

    @AfterEach
    void close() {
        house.close();
    }

    private House.Caller<Integer> counting(int i) {
        return house.calling(() -> house.tools.count(List.of("table" + i)));
    }

    private ApprovalRequest open(int i) {
        counting(i);
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, i);
        return carol.awaitRequests(i).get(i - 1);
    }

    @Test
    void onePersonAloneLetsItRunAndOwesAReview() {
        House.Caller<Integer> caller = counting(1);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        assertThat(carol.breakGlass()).counted();

        assertThat(caller.result()).isEqualTo(1);
        assertThat(house.audit).call("count").told(AuditEventType.BREAK_GLASS_USED, AuditEventType.ACTION_STARTED);
        List<OwedReview> owed = house.desk().owedReviews();
        assertThat(owed).hasSize(1);
        assertThat(owed.get(0).person()).isEqualTo("carol");
        assertThat(owed.get(0).reason()).isEqualTo("the site is down");
        assertThat(owed.get(0).requestId()).isEqualTo(carol.onlyRequest().id());
    }

    @Test
    void somebodyElseWhoMayDecideReviewsItOnce() {
        String id = open(1).id();
        carol.breakGlass();

        assertThat(house.desk().review(id, House.CAROL, "fine")).wasRefused(RefusalCode.NOT_ELIGIBLE);
        assertThat(house.desk().review(id, House.BOB, "fine")).wasRefused(RefusalCode.SELF_APPROVAL);
        assertThat(house.desk().review(id, House.ALICE, " ")).wasRefused(RefusalCode.COMMENT_REQUIRED);
        assertThat(house.desk().review("nothing", House.ALICE, "fine")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(house.desk().review(id, House.ALICE, "It was right.")).counted();
        assertThat(house.desk().review(id, House.ALICE, "It was right.")).counted();
        assertThat(house.desk().review(id, House.DORA, "I think so too.")).wasRefused(RefusalCode.ALREADY_DECIDED);

        assertThat(house.desk().owedReviews()).isEmpty();
        assertThat(house.audit.events(AuditEventType.BREAK_GLASS_REVIEWED))
                .hasSize(1)
                .allSatisfy(event -> {
                    assertThat(event.fact("request")).isEqualTo(id);
                    assertThat(event.fact("person")).isEqualTo("alice");
                });
    }

    @Test
    void row9NobodyBehindTheCallBreaksTheGlassUnderWhateverAlias() {
        ApprovalRequest request = open(1);

        List<Receipt> receipts = List.of(
                house.desk().decide(request.breakGlass(House.BOB, "hurry")),
                house.desk()
                        .decide(request.breakGlass(
                                new Reviewer(new Principal("slack:T1", "U-bob"), Assurance.CHAT_PLATFORM), "hurry")),
                house.desk()
                        .decide(request.breakGlass(
                                new Reviewer(Principal.agent("db-copilot"), Assurance.STEP_UP), "hurry")));

        assertThat(receipts.get(0)).wasRefused(RefusalCode.SELF_APPROVAL);
        assertThat(receipts.get(1)).wasRefused(RefusalCode.SELF_APPROVAL);
        assertThat(receipts.get(2)).wasRefused(RefusalCode.UNKNOWN_REVIEWER);
        assertThat(house.workshop.runs).isEmpty();
        assertThat(house.desk().owedReviews()).isEmpty();
    }

    @Test
    void whoIsNotNamedForEmergenciesOrGivesNoReasonBreaksNothing() {
        ApprovalRequest request = open(1);

        assertThat(house.desk().decide(request.breakGlass(House.ALICE, "hurry")))
                .wasRefused(RefusalCode.NOT_ELIGIBLE);
        assertThat(house.desk().decide(request.breakGlass(House.CAROL, " "))).wasRefused(RefusalCode.COMMENT_REQUIRED);
        assertThat(house.desk().owedReviews()).isEmpty();
    }

    @Test
    void whoOwesTooManyReviewsBreaksNoMoreGlassUntilOneIsDone() {
        List<ApprovalRequest> requests =
                IntStream.rangeClosed(1, 4).mapToObj(this::open).toList();
        for (int i = 0; i < 3; i++) {
            assertThat(house.desk().decide(requests.get(i).breakGlass(House.CAROL, "down")))
                    .counted();
        }
        ApprovalRequest fourth = requests.get(3);

        assertThat(house.desk().decide(fourth.breakGlass(House.CAROL, "down"))).wasRefused(RefusalCode.REVIEW_OWED);
        assertThat(house.desk().owedReviews()).hasSize(3);
        assertThat(house.desk().review(requests.get(0).id(), House.ALICE, "It was right."))
                .counted();

        assertThat(house.desk().decide(fourth.breakGlass(House.CAROL, "down"))).counted();
        assertThat(house.desk().owedReviews()).hasSize(3);
    }

    @Test
    void aSecondClickOwesNoSecondReview() {
        ApprovalRequest request = open(1);

        assertThat(house.desk().decide(request.breakGlass(House.CAROL, "down"))).counted();
        assertThat(house.desk().decide(request.breakGlass(House.CAROL, "down"))).counted();

        assertThat(house.desk().owedReviews()).hasSize(1);
    }
}
