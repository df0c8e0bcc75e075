package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
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

/** A channel whose message shows only that something waits, and which shows each person the whole. */
class ShowingTest {

    private static final Instant NOW = Life.START;
    private static final Directory DBAS =
            account -> Optional.of(new Person(account.subject(), Set.of("dba"))).filter(p -> !p.id().equals("nobody"));
    private static final Terms TERMS = new Terms(
            "request",
            "digest",
            Requester.agent("copilot"),
            ReviewPlan.of(2, "dba").then(2, "dba").useWithin(Duration.ofMinutes(5)),
            NOW.plusSeconds(3_600),
            Life.tool(Risk.HIGH).build(),
            0);
    private static final Delivery WHOLE = new Delivery("inbox", "card", true);

    private RequestState state = RequestState.pending(0, "node", NOW);

    private Progress<RequestState> apply(Step step) {
        Progress<RequestState> progress = Lifecycle.apply(TERMS, state, step, NOW);
        if (progress instanceof Progress.Moved<RequestState> moved) {
            state = moved.next();
        }
        return progress;
    }

    private static Roster roster(String name) {
        return Roster.of(DBAS, Requester.agent("copilot"), List.of(Principal.local(name)));
    }

    private Progress<RequestState> show(String name, int round, Delivery view) {
        return apply(new Step.Show("inbox", round, Reviewer.named(name), view, roster(name)));
    }

    private Progress<RequestState> decide(String name, Decision.Kind kind) {
        Decision decision = new Decision("request", state.round(), "digest", kind, Reviewer.named(name), "");
        return apply(new Step.Decide(decision, Optional.of("inbox"), roster(name)));
    }

    private static void assertRefused(Progress<RequestState> progress, RefusalCode code) {
        assertThat(progress)
                .isInstanceOfSatisfying(
                        Progress.Rejected.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void onlyWhoWasShownTheWholeMayApproveAndAnybodyMayDeny() {
        apply(new Step.Deliver("inbox", 0, Delivery.partial("inbox")));
        show("alice", 0, WHOLE);

        assertThat(decide("alice", Decision.Kind.APPROVE)).isInstanceOf(Progress.Moved.class);
        assertRefused(decide("dora", Decision.Kind.APPROVE), RefusalCode.PARTIAL_VIEW);
        assertThat(decide("dora", Decision.Kind.DENY)).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void whatOnePersonWasShownIsNotWhatTheChannelHasShown() {
        show("alice", 0, WHOLE);

        assertRefused(decide("dora", Decision.Kind.APPROVE), RefusalCode.NOT_DELIVERED);
        assertThat(Showing.channels(state)).isEmpty();
    }

    @Test
    void aViewOfTheRoundBeforeDoesNotCount() {
        show("alice", 0, WHOLE);
        decide("dora", Decision.Kind.ESCALATE);

        assertThat(show("alice", 0, WHOLE)).isInstanceOf(Progress.Same.class);
        assertRefused(decide("alice", Decision.Kind.APPROVE), RefusalCode.NOT_DELIVERED);
        show("alice", 1, WHOLE);
        assertThat(decide("alice", Decision.Kind.APPROVE)).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void eachCardThatSomebodyWasShownIsRecordedOnce() {
        assertThat(show("alice", 0, WHOLE)).isInstanceOfSatisfying(Progress.Moved.class, moved -> {
            assertThat(moved.type()).isEqualTo(AuditEventType.APPROVAL_SHOWN);
            assertThat(moved.facts().toString()).contains("person=alice", "card=card", "whole=true", "round=0");
        });
        assertThat(show("alice", 0, WHOLE)).isInstanceOf(Progress.Same.class);
        assertThat(show("alice", 0, new Delivery("inbox", "other card", true))).isInstanceOf(Progress.Moved.class);
    }

    @Test
    void row47NobodyApprovesInChatWhatIsForTheInboxOnlyAndAnybodyMayDenyThere() {
        Terms toInbox = new Terms(
                "request",
                "digest",
                Requester.agent("copilot"),
                TERMS.plan(),
                TERMS.decideBy(),
                Life.tool(Risk.HIGH).inboxOnly(true).build(),
                0);
        state = state.delivered("chat", Delivery.whole("message"), NOW);

        assertThat(Lifecycle.apply(toInbox, state, inChat(Decision.Kind.APPROVE), NOW))
                .isInstanceOfSatisfying(Progress.Rejected.class, refused -> {
                    assertThat(refused.code()).isEqualTo(RefusalCode.PARTIAL_VIEW);
                    assertThat(refused.message()).contains("in the inbox only", "open it there to approve");
                });
        assertThat(Lifecycle.apply(toInbox, state, inChat(Decision.Kind.DENY), NOW))
                .isInstanceOf(Progress.Moved.class);
        assertThat(Lifecycle.apply(toInbox, state, inChat(Decision.Kind.ESCALATE), NOW))
                .isInstanceOf(Progress.Moved.class);
        assertThat(Lifecycle.apply(TERMS, state, inChat(Decision.Kind.APPROVE), NOW))
                .as("what is for any channel")
                .isInstanceOf(Progress.Moved.class);
    }

    private Step inChat(Decision.Kind kind) {
        Reviewer dora = new Reviewer(Principal.local("dora"), Assurance.CHAT_PLATFORM);
        return new Step.Decide(
                new Decision("request", state.round(), "digest", kind, dora, ""), Optional.of("chat"), roster("dora"));
    }

    @Test
    void nobodyKnownIsShownNothing() {
        assertRefused(show("nobody", 0, WHOLE), RefusalCode.UNKNOWN_REVIEWER);
    }
}
