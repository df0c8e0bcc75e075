package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantsTest {

    private static final Scope SCOPE =
            Scope.lasting(Duration.ofMinutes(30)).uses(4).idle(Duration.ofMinutes(10));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Life life = Life.of(Life.PLAN);
    private GrantTerms terms;
    private GrantState state;
    private Instant now;

    @BeforeEach
    void issue() {
        life.after(MINUTE).approve("alice", SCOPE);
        terms = GrantTerms.of("grant", life.terms(), life.state());
        Progress.Moved<GrantState> issued = Grants.issue(terms);
        assertThat(issued.type()).isEqualTo(AuditEventType.GRANT_ISSUED);
        assertThat(issued.facts()).containsEntry("request", "request").containsEntry("until", "2026-01-05T09:31:00Z");
        state = issued.next();
        now = life.now();
    }

    private Progress<GrantState> take(GrantStep step) {
        Progress<GrantState> progress = Grants.apply(terms, state, step, now);
        if (progress instanceof Progress.Moved<GrantState> moved) {
            state = moved.next();
        }
        return progress;
    }

    private Progress<GrantState> use() {
        return use(Life.PLAN);
    }

    private Progress<GrantState> use(ReviewPlan plan) {
        return take(new GrantStep.Use("call", plan, life.roster()));
    }

    private Progress<GrantState> tick() {
        return take(new GrantStep.Tick());
    }

    private GrantStep.Revoke revoke(String person) {
        return new GrantStep.Revoke(Life.known(person), "enough", life.roster());
    }

    @Test
    void onlyAnApprovalWithAScopeGivesOne() {
        Life plain = Life.of(Life.PLAN);
        plain.approve("alice");

        assertThatThrownBy(() -> GrantTerms.of("grant", plain.terms(), plain.state()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one call only");
    }

    @Test
    void itCoversOneCallLessThanItsScopeForTheFirstWasShown() {
        for (int left = 2; left >= 0; left--) {
            Progress.Moved<GrantState> used = Life.moved(use());
            assertThat(used.type()).isEqualTo(AuditEventType.GRANT_USED);
            assertThat(used.facts()).containsEntry("call", "call").containsEntry("usesLeft", String.valueOf(left));
        }

        assertThat(Life.refused(use())).isEqualTo(RefusalCode.LAPSED);
        assertThat(state.dueAt(terms)).contains(now);
        assertExpires("spent");
    }

    @Test
    void itEndsWhenItIsNotUsedForTooLong() {
        assertThat(state.dueAt(terms)).contains(now.plus(SCOPE.idle()));
        now = now.plus(SCOPE.idle()).minusNanos(1);
        assertThat(tick()).isInstanceOf(Progress.Same.class);
        assertThat(use()).isInstanceOf(Progress.Moved.class);

        assertThat(state.dueAt(terms)).as("each use keeps it awake").contains(now.plus(SCOPE.idle()));
        now = now.plus(SCOPE.idle());
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.LAPSED);
        assertExpires("not used");
    }

    @Test
    void itEndsWhenItsTimeIsOverHoweverOftenItIsUsed() {
        now = now.plus(Duration.ofMinutes(9));
        use();
        now = now.plus(Duration.ofMinutes(9));
        use();
        now = now.plus(Duration.ofMinutes(9));
        use();
        state = new GrantState(1, now, state.ending());
        assertThat(state.dueAt(terms)).contains(terms.until());
        now = terms.until().minusNanos(1);
        assertThat(tick()).isInstanceOf(Progress.Same.class);

        now = terms.until();
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.LAPSED);
        assertExpires("time is over");
    }

    private void assertExpires(String why) {
        Progress.Moved<GrantState> expired = Life.moved(tick());
        assertThat(expired.type()).isEqualTo(AuditEventType.GRANT_EXPIRED);
        assertThat(expired.facts().get("why")).contains(why);
        assertThat(state.ended()).isTrue();
        assertThat(state.dueAt(terms)).isEmpty();
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.LAPSED);
        assertThat(Life.refused(tick())).isEqualTo(RefusalCode.LAPSED);
    }

    @Test
    void itHoldsOnlyWhileThoseWhoGaveItCouldGiveItNow() {
        life.join("alice", "security");
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.INVALIDATED);
        assertThat(Life.refused(use(ReviewPlan.of(1, "security"))))
                .as("though the rules of now would do with her")
                .isEqualTo(RefusalCode.INVALIDATED);

        life.join("alice", "dba");
        assertThat(use()).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void itCoversNoMoreThanTheRulesOfNowPermit() {
        assertThat(Life.refused(use(ReviewPlan.of(2, "dba")))).isEqualTo(RefusalCode.INVALIDATED);
        assertThat(Life.refused(use(Life.PLAN.withoutGrants()))).isEqualTo(RefusalCode.INVALIDATED);
        assertThat(Life.refused(use(Life.PLAN.permitGrants(SCOPE.uses(3))))).isEqualTo(RefusalCode.INVALIDATED);
        assertThat(Life.refused(use(Life.PLAN.assurance(Assurance.STEP_UP)))).isEqualTo(RefusalCode.INVALIDATED);
        assertThat(state.usesLeft()).isEqualTo(3);
        assertThat(use(Life.PLAN.permitGrants(SCOPE))).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void anotherRequesterIsNotCovered() {
        Requester other = Requester.agent("copilot");
        Roster roster = new Roster(life.roster().people(), life.roster().requesters(), other.accounts());

        assertThat(Life.refused(take(new GrantStep.Use("call", Life.PLAN, roster))))
                .isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(take(new GrantStep.Use(
                        "call",
                        Life.PLAN,
                        new Roster(Map.of(), roster.requesters(), life.roster().accounts())))))
                .as("nobody knows who gave it")
                .isEqualTo(RefusalCode.INVALIDATED);
    }

    @Test
    void whoCouldHaveGivenItMayEndIt() {
        assertThat(Life.refused(take(revoke("carol")))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(take(revoke("bob")))).isEqualTo(RefusalCode.SELF_APPROVAL);
        assertThat(Life.refused(take(revoke("mallory")))).isEqualTo(RefusalCode.UNKNOWN_REVIEWER);

        Progress.Moved<GrantState> revoked = Life.moved(take(revoke("dora")));

        assertThat(revoked.type()).isEqualTo(AuditEventType.GRANT_REVOKED);
        assertThat(revoked.facts()).containsEntry("person", "dora").containsEntry("comment", "enough");
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.REVOKED);
        assertThat(Life.refused(take(revoke("dora")))).isEqualTo(RefusalCode.ALREADY_DECIDED);
    }

    @Test
    void whatDoesNotHoldAnyMoreIsEndedWithItsCode() {
        Progress.Moved<GrantState> ended =
                Life.moved(take(new GrantStep.Invalidate(RefusalCode.INVALIDATED, "The rules changed.")));

        assertThat(ended.type()).isEqualTo(AuditEventType.GRANT_REVOKED);
        assertThat(ended.facts()).containsEntry("code", "INVALIDATED").containsEntry("why", "The rules changed.");
        assertThat(Life.refused(use())).isEqualTo(RefusalCode.INVALIDATED);
    }
}
