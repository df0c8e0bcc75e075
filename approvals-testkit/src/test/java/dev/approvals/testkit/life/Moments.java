package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Level;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a moment of a history was: who acted, whether the tool ran by it, and whether it should have. */
final class Moments {

    /** At each of three levels three reminders and one escalation, or the deadline. */
    static final int MOST_TICKS = 13;

    private Moments() {}

    /** Time alone, at a moment at which it should do something. */
    static RequestState ticked(Terms terms, RequestState state, Instant now) {
        Progress<RequestState> progress = Lifecycle.apply(terms, state, new Step.Tick(), now);
        assertThat(progress).as("a tick at %s of %s", now, state).isInstanceOf(Progress.Moved.class);
        return ((Progress.Moved<RequestState>) progress).next();
    }

    /** Whether a step lets the tool run. */
    static boolean runs(Story.Moment m) {
        return m.progress() instanceof Progress.Moved<RequestState> moved
                && moved.type().equals(AuditEventType.ACTION_STARTED);
    }

    static boolean starts(Story.Moment m) {
        return runs(m) && m.step() instanceof Step.Claim;
    }

    static boolean startsAgain(Story.Moment m) {
        return runs(m) && m.step() instanceof Step.Reclaim;
    }

    static String digest(Step step) {
        return step instanceof Step.Claim claim ? claim.digest() : ((Step.Reclaim) step).digest();
    }

    static boolean counts(Story.Moment m) {
        return m.step() instanceof Step.Decide && m.progress() instanceof Progress.Moved;
    }

    static Level level(Story.Moment m, RequestState state) {
        return m.terms().plan().levels().get(state.level());
    }

    static boolean enough(Story.Moment m) {
        return Electorate.canFill(level(m, m.after()), standing(m, Decision.Kind.APPROVE));
    }

    static boolean brokenGlassStands(Story.Moment m) {
        return standing(m, Decision.Kind.BREAK_GLASS).stream()
                .anyMatch(new Electorate(m.terms(), m.company())::mayBreak);
    }

    static List<Person> standing(Story.Moment m, Decision.Kind said) {
        return m.after().votes().stream()
                .filter(vote -> vote.decision().kind() == said)
                .filter(vote -> !m.company()
                        .isBehind(
                                m.terms().requester(),
                                vote.decision().reviewer().account()))
                .flatMap(vote -> m.company().voter(vote.decision().reviewer().account()).stream()
                        .filter(person -> person.id().equals(vote.person())))
                .toList();
    }

    /** Whether somebody takes back what they broke the glass for. */
    static boolean repents(Story.Moment m) {
        return m.step() instanceof Step.Withdraw withdraw
                && m.before()
                        .brokenBy()
                        .map(Vote::person)
                        .equals(m.company().voter(withdraw.reviewer().account()).map(Person::id));
    }

    static void assertEntitled(Story.Moment m, Reviewer reviewer) {
        Electorate people = new Electorate(m.terms(), m.company());
        boolean breaks =
                m.step() instanceof Step.Decide decide && decide.decision().kind() == Decision.Kind.BREAK_GLASS;
        assertThat(
                        breaks
                                ? people.againstBreaking(reviewer)
                                : people.against(reviewer, m.before().level()))
                .as("what is against %s", m.step())
                .isEmpty();
        if (m.step() instanceof Step.Decide decide) {
            assertThat(people.missing(decide.decision(), decide.credit())).isEmpty();
            assertThat(m.before().asking().earlier().contains(person(m, reviewer)) && !breaks)
                    .as("%s decided at a lower level", reviewer)
                    .isFalse();
        }
    }

    static String person(Story.Moment m, Reviewer reviewer) {
        return m.company().voter(reviewer.account()).orElseThrow().id();
    }

    static Optional<Reviewer> actor(Step step) {
        if (step instanceof Step.Decide decide) {
            return Optional.of(decide.decision().reviewer());
        }
        if (step instanceof Step.CloseNote note) {
            return Optional.of(note.reviewer());
        }
        return step instanceof Step.Withdraw withdraw ? Optional.of(withdraw.reviewer()) : Optional.empty();
    }

    /** Whether a decision is about something else than what this request was about while it could be decided. */
    static boolean isAboutAnother(Decision decision, Story.Moment m) {
        return !decision.requestId().equals(m.terms().requestId())
                || !decision.digest().equals(m.terms().digest())
                || decision.round() != m.before().round();
    }

    /** Whether a decision wants an escalation of this request that has been made: that is no mistake. */
    static boolean isEscalatedAlready(Decision decision, Story.Moment m) {
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.requestId().equals(m.terms().requestId())
                && decision.digest().equals(m.terms().digest())
                && decision.round() < m.before().round();
    }

    static boolean shownWhole(List<Story.Moment> earlier, Story.Moment m, String channel) {
        boolean whole = false;
        for (Story.Moment each : earlier) {
            if (each.step() instanceof Step.Deliver shown
                    && shown.channel().equals(channel)
                    && shown.round() == m.before().round()
                    && each.before().round() == shown.round()
                    && each.before().status() == RequestStatus.PENDING) {
                whole = shown.delivery().whole();
            }
        }
        return whole;
    }
}
