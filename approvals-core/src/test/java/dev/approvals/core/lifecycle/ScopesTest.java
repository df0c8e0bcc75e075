package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScopesTest {

    private static final Scope WIDEST = Scope.EQUAL.differing("rows", "host");
    private static final ReviewPlan TWO =
            ReviewPlan.of(2, "dba").useWithin(Duration.ofMinutes(5)).permitGrants(WIDEST);

    @Test
    void anApprovalCoversWhatAllWhoApprovedLetItCover() {
        Life life = Life.of(TWO);

        life.approve("alice", Scope.EQUAL.differing("rows").uses(9));
        assertThat(life.state().scope()).as("not approved yet").isEmpty();
        life.approve("dora", Scope.EQUAL.idle(Duration.ofMinutes(1)));

        assertThat(life.state().scope()).contains(Scope.EQUAL.uses(9).idle(Duration.ofMinutes(1)));
        life.claim();
        assertThat(life.state().scope()).isPresent();
    }

    @Test
    void onePlainApprovalAmongThemMeansThisCallOnly() {
        Life life = Life.of(TWO);

        life.approve("alice", Scope.EQUAL);
        life.approve("dora");

        assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
        assertThat(life.state().scope()).isEmpty();
    }

    @Test
    void aScopeOfOneUseIsThisCallOnly() {
        Life life = Life.of(Life.PLAN);

        life.approve("alice", Scope.EQUAL.uses(1));

        assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
        assertThat(life.state().scope()).isEmpty();
    }

    @Test
    void aScopeWiderThanThePlanPermitsIsRefusedAndCountsForNothing() {
        Life life = Life.of(TWO);

        assertTooWide(life.approve("alice", Scope.EQUAL.uses(21)), "at most 20 calls");
        assertTooWide(life.approve("alice", Scope.EQUAL.idle(Duration.ofHours(1))), "PT1H");
        assertTooWide(life.approve("alice", Scope.EQUAL.differing("rows", "table")), "any rows, table");
        assertTooWide(Life.of(TWO.withoutGrants()).approve("alice", Scope.EQUAL), "An approval covers this call only");
        assertThat(life.state().votes()).isEmpty();
    }

    @Test
    void anArgumentThatTheToolDoesNotHaveCannotDiffer() {
        assertTooWide(Life.of(TWO).approve("alice", Scope.EQUAL.differing("host")), "no argument named host");

        Life open = Life.of(TWO, Life.tool(Risk.HIGH).anyArguments().build());
        assertThat(open.approve("alice", Scope.EQUAL.differing("host")))
                .as("a tool that takes any arguments")
                .isInstanceOf(Progress.Moved.class);
    }

    @Test
    void aCallOfCriticalRiskIsApprovedAlone() {
        Life critical = Life.of(TWO, Life.tool(Risk.CRITICAL).build());

        assertTooWide(critical.approve("alice", Scope.EQUAL.uses(2)), "critical risk");
        assertThat(critical.approve("alice")).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void theAuditSaysWhatAnApprovalWouldCover() {
        assertThat(Life.moved(Life.of(TWO).approve("alice", Scope.EQUAL.differing("rows")))
                        .facts())
                .containsEntry("covers", "20 calls with any rows within PT30M, unused for at most PT10M");
    }

    private static void assertTooWide(Progress<RequestState> progress, String why) {
        assertThat(Life.refused(progress)).isEqualTo(RefusalCode.SCOPE_TOO_WIDE);
        assertThat(((Progress.Rejected<RequestState>) progress).message()).contains(why);
    }
}
