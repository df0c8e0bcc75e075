package dev.approvals.model;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of a request, told a second time from the specification and in the slowest way: it looks at a step, names every
 * reason against it, and only where there is none does it let the step happen.
 */
final class ReferenceModel {

    private final Terms terms;
    private RequestStatus status = RequestStatus.PENDING;
    private int level;
    private int round;
    private final Map<String, Ballot> votes = new LinkedHashMap<>();
    private final Map<String, Boolean> shownWhole = new HashMap<>();
    private boolean detached;
    private boolean collected;
    private String execution = "";
    private @Nullable Instant useBy;
    private String ending = "";

    private record Ballot(Principal account, Decision.Kind kind) {}

    /**
     * What a step must come to.
     *
     * @param against every reason against it; none where it happens
     * @param idle whether it is well meant and there is nothing for it to do
     */
    record Expected(Set<RefusalCode> against, boolean idle) {

        static final Expected HAPPENS = new Expected(Set.of(), false);
        static final Expected IDLE = new Expected(Set.of(), true);

        static Expected not(RefusalCode... codes) {
            return new Expected(Set.of(codes), false);
        }

        boolean allows(Progress<RequestState> progress) {
            if (progress instanceof Progress.Rejected<RequestState> rejected) {
                return against.contains(rejected.code());
            }
            return progress instanceof Progress.Same ? idle : against.isEmpty() && !idle;
        }
    }

    ReferenceModel(Terms terms, int firstLevel) {
        this.terms = terms;
        this.level = firstLevel;
    }

    /** Follows a story from moment to moment, and throws where the model says otherwise. */
    static void check(Story story, List<Story.Moment> moments) {
        ReferenceModel model = new ReferenceModel(story.terms(), story.firstLevel());
        for (Story.Moment moment : moments) {
            Expected expected = model.take(moment.step(), moment.company(), moment.now());
            if (!expected.allows(moment.progress())) {
                throw new AssertionError("The model expects " + expected + ", and there was " + moment.progress()
                        + "\nfor " + moment.step());
            }
            model.requireEqual(moment);
        }
    }

    private void requireEqual(Story.Moment moment) {
        RequestState state = moment.after();
        Map<String, Decision.Kind> theirs = state.votes().stream()
                .collect(Collectors.toMap(Vote::person, vote -> vote.decision().kind()));
        Map<String, Decision.Kind> ours = new HashMap<>();
        votes.forEach((person, ballot) -> ours.put(person, ballot.kind()));
        List<Object> modelled = List.of(status, level, round, ours, detached, collected, execution, ending);
        List<Object> real = List.of(
                state.status(),
                state.level(),
                state.round(),
                theirs,
                state.holder().detached(),
                state.holder().collected(),
                state.holder().executionId(),
                state.ending().map(e -> e.word()).orElse(""));
        if (!modelled.equals(real) || !Objects.equals(useBy, state.useBy().orElse(null))) {
            throw new AssertionError(
                    "The model is at " + modelled + ", the request at " + real + "\nfor " + moment.step());
        }
    }

    private Expected take(Step step, Company company, Instant now) {
        if (step instanceof Step.Decide decide) {
            return decide(decide, company, now);
        }
        if (step instanceof Step.Withdraw withdraw) {
            return withdraw(withdraw, company);
        }
        if (step instanceof Step.Claim claim) {
            return claim(claim, company, now);
        }
        if (step instanceof Step.Finish finish) {
            return finish(finish);
        }
        if (step instanceof Step.Collect) {
            boolean idle = status != RequestStatus.ENDED || collected;
            collected |= status == RequestStatus.ENDED;
            return idle ? Expected.IDLE : Expected.HAPPENS;
        }
        return status == RequestStatus.ENDED ? Expected.not(RefusalCode.ALREADY_DECIDED) : whileOpen(step, now);
    }

    private Expected whileOpen(Step step, Instant now) {
        if (step instanceof Step.Deliver deliver) {
            boolean counts = status == RequestStatus.PENDING && deliver.round() == round;
            if (counts) {
                shownWhole.put(deliver.channel(), deliver.delivery().whole());
            }
            return counts ? Expected.HAPPENS : Expected.IDLE;
        }
        if (step instanceof Step.CallOff off) {
            return status == RequestStatus.CLAIMED
                    ? Expected.not(RefusalCode.ALREADY_DECIDED)
                    : end(off.code().name());
        }
        if (step instanceof Step.Detach) {
            return detach();
        }
        return step instanceof Step.Tick ? tick(now) : Expected.HAPPENS;
    }

    private Expected decide(Step.Decide step, Company company, Instant now) {
        Decision decision = step.decision();
        Set<RefusalCode> against = identity(decision.reviewer(), company, level);
        against.addAll(aboutAnother(decision));
        if (status != RequestStatus.PENDING) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (!now.isBefore(terms.decideBy())) {
            against.add(RefusalCode.EXPIRED);
        }
        if (decision.kind() == Decision.Kind.APPROVE && step.channel().isPresent()) {
            against.addAll(notSeen(step.channel().get()));
        }
        if (decision.kind() == Decision.Kind.ESCALATE
                && level + 1 == terms.plan().levels().size()) {
            against.add(RefusalCode.NO_NEXT_LEVEL);
        }
        Ballot before = company.voter(decision.reviewer().account())
                .map(person -> votes.get(person.id()))
                .orElse(null);
        if (before != null && !(before.kind() == Decision.Kind.APPROVE && decision.kind() == Decision.Kind.DENY)
                || before != null && status != RequestStatus.PENDING) {
            against.add(RefusalCode.ALREADY_VOTED);
        }
        boolean repeats = before != null
                && identity(decision.reviewer(), company, level).isEmpty()
                && before.kind() == decision.kind()
                && aboutAnother(decision).isEmpty();
        boolean idle = repeats || escalatedBefore(decision, company);
        if (against.isEmpty()) {
            count(decision, company, now);
        }
        return new Expected(against, idle);
    }

    /** Whether somebody asks for an escalation that has been made. Each round is one level higher than the last. */
    private boolean escalatedBefore(Decision decision, Company company) {
        int rounds = round - decision.round();
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.round() >= 0
                && rounds > 0
                && aboutAnother(decision).equals(Set.of(RefusalCode.WRONG_ROUND))
                && identity(decision.reviewer(), company, level - rounds).isEmpty();
    }

    private Set<RefusalCode> aboutAnother(Decision decision) {
        Set<RefusalCode> against = new HashSet<>();
        if (!decision.requestId().equals(terms.requestId())) {
            against.add(RefusalCode.UNKNOWN_REQUEST);
        }
        if (!decision.digest().equals(terms.digest())) {
            against.add(RefusalCode.WRONG_DIGEST);
        }
        if (decision.round() != round) {
            against.add(RefusalCode.WRONG_ROUND);
        }
        return against;
    }

    private Set<RefusalCode> notSeen(String channel) {
        if (!shownWhole.containsKey(channel)) {
            return Set.of(RefusalCode.NOT_DELIVERED);
        }
        return shownWhole.get(channel) ? Set.of() : Set.of(RefusalCode.PARTIAL_VIEW);
    }

    private Set<RefusalCode> identity(Reviewer reviewer, Company company, int at) {
        Set<RefusalCode> against = new HashSet<>();
        if (company.voter(reviewer.account()).isEmpty()) {
            against.add(RefusalCode.UNKNOWN_REVIEWER);
        }
        if (company.isBehind(terms.requester(), reviewer.account())) {
            against.add(RefusalCode.SELF_APPROVAL);
        }
        if (reviewer.assurance().compareTo(terms.plan().assurance()) < 0) {
            against.add(RefusalCode.ASSURANCE_TOO_WEAK);
        }
        boolean seat = company.voter(reviewer.account()).stream()
                .anyMatch(person ->
                        terms.plan().levels().get(at).seats().stream().anyMatch(seats -> mayTake(seats, person)));
        if (!seat) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        return against;
    }

    private void count(Decision decision, Company company, Instant now) {
        if (decision.kind() == Decision.Kind.ESCALATE) {
            level++;
            round++;
            votes.clear();
            shownWhole.clear();
            return;
        }
        Principal account = decision.reviewer().account();
        votes.put(company.voter(account).orElseThrow().id(), new Ballot(account, decision.kind()));
        if (decision.kind() == Decision.Kind.DENY) {
            end(RefusalCode.DENIED_BY_REVIEWER.name());
        } else if (enough(company)) {
            status = RequestStatus.APPROVED;
            useBy = now.plus(terms.plan().useWithin().orElseThrow());
        }
    }

    private boolean enough(Company company) {
        List<Person> approvers = new ArrayList<>();
        votes.forEach((person, ballot) -> company.voter(ballot.account())
                .filter(now -> now.id().equals(person))
                .filter(now -> ballot.kind() == Decision.Kind.APPROVE)
                .filter(now -> !company.isBehind(terms.requester(), ballot.account()))
                .ifPresent(approvers::add));
        return canFill(terms.plan().levels().get(level), approvers);
    }

    /** Whether people can fill every seat of a level, each of them one at most: tries everybody in every seat. */
    static boolean canFill(Level level, List<Person> people) {
        List<Seats> seats = level.seats().stream()
                .flatMap(s -> Collections.nCopies(s.people(), s).stream())
                .toList();
        Map<String, Person> distinct =
                people.stream().collect(Collectors.toMap(Person::id, Function.identity(), (a, b) -> a));
        return canFill(seats, List.copyOf(distinct.values()));
    }

    private static boolean canFill(List<Seats> seats, List<Person> people) {
        if (seats.isEmpty()) {
            return true;
        }
        return people.stream()
                .filter(person -> mayTake(seats.get(0), person))
                .anyMatch(person -> canFill(
                        seats.subList(1, seats.size()),
                        people.stream().filter(p -> p != person).toList()));
    }

    private static boolean mayTake(Seats seats, Person person) {
        return seats.groups().isEmpty() || !Collections.disjoint(seats.groups(), person.groups());
    }

    private Expected withdraw(Step.Withdraw step, Company company) {
        Set<RefusalCode> against = identity(step.reviewer(), company, level);
        if (status != RequestStatus.APPROVED) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (against.isEmpty()) {
            end(RefusalCode.REVOKED.name());
        }
        return new Expected(against, false);
    }

    private Expected claim(Step.Claim claim, Company company, Instant now) {
        if (status != RequestStatus.APPROVED) {
            return Expected.not(RefusalCode.ALREADY_DECIDED);
        }
        if (!now.isBefore(Objects.requireNonNull(useBy))) {
            return end(RefusalCode.LAPSED.name());
        }
        if (!claim.digest().equals(terms.digest()) || !enough(company)) {
            return end(RefusalCode.INVALIDATED.name());
        }
        status = RequestStatus.CLAIMED;
        execution = claim.executionId();
        return Expected.HAPPENS;
    }

    private Expected finish(Step.Finish finish) {
        if (status != RequestStatus.CLAIMED || !finish.executionId().equals(execution)) {
            return Expected.not(RefusalCode.ALREADY_DECIDED);
        }
        return end(finish.ending().word());
    }

    private Expected tick(Instant now) {
        if (status == RequestStatus.PENDING && !now.isBefore(terms.decideBy())) {
            return end(RefusalCode.EXPIRED.name());
        }
        if (status == RequestStatus.APPROVED && !now.isBefore(Objects.requireNonNull(useBy))) {
            return end(RefusalCode.LAPSED.name());
        }
        return Expected.IDLE;
    }

    private Expected detach() {
        if (detached) {
            return Expected.IDLE;
        }
        if (status == RequestStatus.CLAIMED) {
            return Expected.not(RefusalCode.ALREADY_DECIDED);
        }
        detached = true;
        return Expected.HAPPENS;
    }

    private Expected end(String how) {
        status = RequestStatus.ENDED;
        ending = how;
        return Expected.HAPPENS;
    }
}
