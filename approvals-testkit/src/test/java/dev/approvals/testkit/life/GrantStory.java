package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.core.lifecycle.Grants;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.testkit.random.RandomSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A grant and what happens to it, one act after the other. */
record GrantStory(GrantTerms terms, List<Act> acts) {

    private static final Requester OTHER = Requester.agent("another").actingFor(Principal.local("bob"));

    /** The transition function, or one with a defect. */
    @FunctionalInterface
    interface Machine {
        Progress<GrantState> apply(GrantTerms terms, GrantState state, GrantStep step, Instant now);
    }

    /** Something that happens; what step it is depends on when it comes. */
    sealed interface Act {
        record Uses(ReviewPlan plan, boolean byAnother) implements Act {}

        record Revokes(Reviewer reviewer) implements Act {}

        record Invalidates(RefusalCode code) implements Act {}

        record Ticks() implements Act {}

        record ClockGoes(Duration by) implements Act {}

        record ClockComesDue(int micros) implements Act {}

        record Moves(String person, String group) implements Act {}

        record GivesAccount(Principal account, String person) implements Act {}
    }

    /** One step, what it came to, and how the world was at that moment. */
    record Moment(
            GrantTerms terms,
            GrantStep step,
            Company company,
            Instant now,
            GrantState before,
            Progress<GrantState> progress,
            GrantState after) {

        boolean counts() {
            return progress instanceof Progress.Moved;
        }

        boolean uses() {
            return counts() && step instanceof GrantStep.Use;
        }
    }

    static GrantStory any(RandomSource random) {
        ReviewPlan plan = Story.any(random).terms().plan().permitGrants(Scope.EQUAL.differing("rows"));
        Scope scope = new Scope(
                random.pick(Scope.EQUAL.free(), Scope.EQUAL.differing("rows").free()),
                random.between(2, 6),
                Duration.ofMinutes(random.pick(5, 20, 30)),
                Duration.ofMinutes(random.pick(1, 5, 10)));
        List<Vote> votes = random.listOf(2, 6, GrantStory::vote);
        GrantTerms.Given given = new GrantTerms.Given(
                "request-1", plan, random.between(0, plan.levels().size() - 1), distinct(votes), Story.START);
        Requester requester = Requester.agent(Company.COPILOT.subject()).actingFor(Principal.local("bob"));
        GrantTerms terms = new GrantTerms("grant-1", requester, given, scope, 0);
        return new GrantStory(terms, random.listOf(0, 40, r -> act(r, plan)));
    }

    private static Vote vote(RandomSource random) {
        String person = random.pick("alice", "carol", "dora", "erin");
        Principal account = random.flip() ? Principal.local(person) : new Principal("chat", person);
        Decision decision = new Decision(
                "request-1",
                0,
                "digest-1",
                Decision.Kind.APPROVE,
                new Reviewer(account, Assurance.CHAT_PLATFORM),
                "",
                Optional.of(Scope.EQUAL));
        return new Vote(decision, person, Story.START);
    }

    private static List<Vote> distinct(List<Vote> votes) {
        List<Vote> distinct = new ArrayList<>();
        votes.stream()
                .filter(vote -> distinct.stream().noneMatch(v -> v.person().equals(vote.person())))
                .forEach(distinct::add);
        return distinct;
    }

    private static Act act(RandomSource random, ReviewPlan plan) {
        return switch (random.between(0, 15)) {
            case 0, 1, 2, 3, 4, 5 -> new Act.Uses(random.oneIn(4) ? other(random, plan) : plan, random.oneIn(8));
            case 6 -> new Act.Revokes(new Reviewer(account(random), Assurance.CHAT_PLATFORM));
            case 7 -> random.oneIn(5) ? new Act.Invalidates(RefusalCode.INVALIDATED) : new Act.Ticks();
            case 8, 9 -> new Act.ClockComesDue(random.between(-1, 1));
            case 10, 11, 12 -> new Act.ClockGoes(Duration.ofSeconds(random.pick(1, 30, 60, 200, -30)));
            case 13 -> new Act.Moves(random.pick(Company.PEOPLE), random.pick(Company.GROUPS));
            case 14 ->
                random.flip() ? new Act.GivesAccount(account(random), random.pick(Company.PEOPLE)) : new Act.Ticks();
            default -> new Act.Ticks();
        };
    }

    private static ReviewPlan other(RandomSource random, ReviewPlan plan) {
        return random.pick(
                plan.withoutGrants(),
                plan.permitGrants(Scope.EQUAL.uses(4)),
                plan.assurance(Assurance.STEP_UP),
                plan.withLevels(List.of(plan.levels().get(0))),
                ReviewPlan.of(4, "dba").permitGrants(Scope.EQUAL.differing("rows")));
    }

    private static Principal account(RandomSource random) {
        String person = random.pick(Company.PEOPLE);
        return random.pick(Principal.local(person), new Principal("chat", person), Company.ROBOT, Company.STRANGER);
    }

    List<Moment> play(Machine machine) {
        return new Playing(this, machine).play();
    }

    /** Plays a story. */
    private static final class Playing {
        private final GrantStory story;
        private final Machine machine;
        private final List<Moment> moments = new ArrayList<>();
        private Company company = Company.atFirst();
        private Instant now = Story.START;
        private GrantState state;

        Playing(GrantStory story, Machine machine) {
            this.story = story;
            this.machine = machine;
            this.state = Grants.issue(story.terms()).next();
        }

        List<Moment> play() {
            for (Act act : story.acts()) {
                step(act).ifPresent(this::apply);
            }
            return moments;
        }

        private void apply(GrantStep step) {
            GrantState before = state;
            Progress<GrantState> progress = machine.apply(story.terms(), before, step, now);
            if (progress instanceof Progress.Moved<GrantState> moved) {
                state = moved.next();
            }
            moments.add(new Moment(story.terms(), step, company, now, before, progress, state));
        }

        private Optional<GrantStep> step(Act act) {
            if (act instanceof Act.Moves moves) {
                company = company.moving(moves.person(), moves.group());
            } else if (act instanceof Act.GivesAccount gives) {
                company = company.giving(gives.account(), gives.person());
            } else if (act instanceof Act.ClockGoes goes) {
                now = now.plus(goes.by());
            } else if (act instanceof Act.ClockComesDue comes) {
                now = state.dueAt(story.terms()).orElse(now).plus(comes.micros(), ChronoUnit.MICROS);
            } else if (act instanceof Act.Uses uses) {
                Requester requester = uses.byAnother() ? OTHER : story.terms().requester();
                return Optional.of(new GrantStep.Use("call", uses.plan(), roster(requester)));
            } else if (act instanceof Act.Revokes revokes) {
                Roster roster = roster(story.terms().requester(), revokes.reviewer());
                return Optional.of(new GrantStep.Revoke(revokes.reviewer(), "enough", roster));
            } else if (act instanceof Act.Invalidates invalidates) {
                return Optional.of(new GrantStep.Invalidate(invalidates.code(), "It does not hold."));
            } else {
                return Optional.of(new GrantStep.Tick());
            }
            return Optional.empty();
        }

        private Roster roster(Requester requester, Reviewer... more) {
            Stream<Principal> voters = story.terms().given().votes().stream()
                    .map(vote -> vote.decision().reviewer().account());
            return Roster.of(
                    company,
                    requester,
                    Stream.concat(voters, Stream.of(more).map(Reviewer::account))
                            .toList());
        }
    }
}
