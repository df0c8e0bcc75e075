package dev.approvals.testkit.life;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.lifecycle.Holder;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Level;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the seeded defects have in common: states, steps and people as a mistake would have them. */
final class Mistakes {

    private Mistakes() {}

    static Progress<RequestState> moved(RequestState next) {
        return new Progress.Moved<>(next, AuditEventType.APPROVAL_DECIDED, Facts.of(), "");
    }

    static Level level(Terms terms, RequestState state) {
        return terms.plan().levels().get(state.level());
    }

    static RequestState withVotes(RequestState state, List<Vote> votes) {
        return new RequestState(
                RequestStatus.PENDING,
                state.asking(),
                votes,
                state.deliveries(),
                state.holder(),
                Optional.empty(),
                Optional.empty());
    }

    static RequestState approved(Terms terms, RequestState state, Instant now) {
        return new RequestState(
                RequestStatus.APPROVED,
                state.asking(),
                state.votes(),
                state.deliveries(),
                state.holder(),
                Optional.of(now.plus(terms.plan().useWithin().orElseThrow())),
                Optional.empty());
    }

    static boolean sameRound(RequestState one, RequestState other) {
        return one.round() == other.round()
                && one.status() == RequestStatus.PENDING
                && other.status() == RequestStatus.PENDING;
    }

    static boolean everySeatHasSomebody(Terms terms, RequestState state, Roster roster) {
        List<Person> voters = state.votes().stream()
                .map(vote -> roster.people().get(vote.decision().reviewer().account()))
                .filter(person -> person != null)
                .toList();
        return level(terms, state).seats().stream()
                .allMatch(seats -> voters.stream()
                                .filter(person -> seats.admits(person.groups()))
                                .count()
                        >= seats.people());
    }

    /** What changes who is who. */
    @FunctionalInterface
    interface Mistake {
        Roster about(Roster roster);
    }

    static Step withRoster(Step step, Mistake mistake) {
        if (step instanceof Step.Decide decide) {
            return new Step.Decide(
                    decide.decision(), decide.channel(), mistake.about(decide.roster()), decide.credit());
        }
        if (step instanceof Step.Claim claim) {
            return new Step.Claim(claim.executionId(), claim.node(), claim.digest(), mistake.about(claim.roster()));
        }
        return step;
    }

    static Roster everyAccountSomebody(Roster roster) {
        Map<Principal, Person> people = new HashMap<>();
        roster.people()
                .forEach((account, person) -> people.put(account, new Person(account.toString(), person.groups())));
        return new Roster(people, Set.of(), roster.accounts());
    }

    static Roster asTheyVoted(RequestState state, Level level) {
        Set<String> groups = new HashSet<>();
        level.seats().forEach(seats -> groups.addAll(seats.groups()));
        Map<Principal, Person> people = new HashMap<>();
        for (Vote vote : new ArrayList<>(state.votes())) {
            people.put(vote.decision().reviewer().account(), new Person(vote.person(), groups));
        }
        return new Roster(people, Set.of(), Set.of());
    }

    /** A decision with what is not empty, or not negative, in place of what it says. */
    static Step corrected(Step step, String digest, String request, int round) {
        if (!(step instanceof Step.Decide decide)) {
            return step;
        }
        Decision said = decide.decision();
        Decision heard = new Decision(
                request,
                round < 0 ? said.round() : round,
                digest.isEmpty() ? said.digest() : digest,
                said.kind(),
                said.reviewer(),
                said.comment(),
                said.scope());
        return new Step.Decide(heard, decide.channel(), decide.roster(), decide.credit());
    }

    static Roster everybodyEverywhere(Roster roster) {
        Map<Principal, Person> people = new HashMap<>();
        roster.people()
                .forEach((account, person) -> people.put(account, new Person(person.id(), Set.copyOf(Company.GROUPS))));
        return new Roster(people, roster.requesters(), roster.accounts());
    }

    static RequestState withAsking(RequestState state, int reminders, Set<String> earlier) {
        RequestState.Asking asking = state.asking();
        return new RequestState(
                state.status(),
                new RequestState.Asking(asking.level(), asking.round(), asking.since(), reminders, earlier),
                state.votes(),
                state.deliveries(),
                state.holder(),
                state.useBy(),
                state.ending());
    }

    static RequestState neverHanded(RequestState state) {
        Holder holder = state.holder();
        Holder.Handover before = new Holder.Handover(holder.detached(), holder.collected(), false);
        return new RequestState(
                state.status(),
                state.asking(),
                state.votes(),
                state.deliveries(),
                new Holder(holder.node(), before, holder.execution()),
                state.useBy(),
                state.ending());
    }

    /** Terms of a tool without risk that may run twice and whose approvals may cover anything. */
    static Terms loose(Terms terms) {
        Scope any = Scope.EQUAL.differing("rows", "nothing").uses(1_000);
        ToolSpec tool = ToolSpec.named(terms.tool().name())
                .parameter("rows", int.class)
                .parameter("nothing", int.class)
                .runLater(terms.runLater())
                .idempotent(true)
                .build();
        return new Terms(
                terms.requestId(),
                terms.digest(),
                terms.requester(),
                terms.plan().permitGrants(any),
                terms.decideBy(),
                tool,
                terms.epoch());
    }
}
