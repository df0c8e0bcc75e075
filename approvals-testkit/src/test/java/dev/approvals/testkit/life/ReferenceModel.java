package dev.approvals.testkit.life;

import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Holder;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The life of a request, told a second time from the specification and in the slowest way: it looks at a step, names every
 * reason against it, and only where there is none does it let the step happen.
 */
final class ReferenceModel {

    private final Terms terms;
    private RequestStatus status = RequestStatus.PENDING;
    private final Asked asked;
    private final Ballots votes = new Ballots();
    private final Showings shown = new Showings();
    private boolean detached;
    private boolean collected;
    private String execution = "";
    private @Nullable Instant useBy;
    private String ending = "";

    private boolean handed;
    private String node = "node-1";
    private int fence;
    private String note = "";

    ReferenceModel(Terms terms, int firstLevel) {
        this.terms = terms;
        this.asked = new Asked(terms, firstLevel);
    }

    /** Follows a story from moment to moment, and throws where the model says otherwise. */
    static void check(Story story, List<Story.Moment> moments) {
        ReferenceModel model = new ReferenceModel(story.terms(), story.firstLevel());
        for (Story.Moment moment : moments) {
            Expected expected =
                    model.take(moment.step(), new Electorate(story.terms(), moment.company()), moment.now());
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
        List<Object> modelled = List.of(status, votes.kinds(), ending, asked.now());
        List<Object> real =
                List.of(state.status(), theirs, state.ending().map(Ending::word).orElse(""), state.asking());
        if (!modelled.equals(real) || !Objects.equals(useBy, state.useBy().orElse(null))) {
            throw new AssertionError(
                    "The model is at " + modelled + ", the request at " + real + "\nfor " + moment.step());
        }
        requireEqualHolder(moment);
    }

    private void requireEqualHolder(Story.Moment moment) {
        Holder real = moment.after().holder();
        Holder modelled = new Holder(
                node, new Holder.Handover(detached, collected, handed), new Holder.Execution(execution, fence));
        List<Object> ours = List.of(modelled, useBy == null ? Optional.empty() : votes.covers(), dueAt(), note);
        List<Object> theirs = List.of(
                real,
                moment.after().scope(),
                moment.after().dueAt(terms),
                moment.after()
                        .ending()
                        .filter(e -> e.kind() == Ending.Kind.UNKNOWN)
                        .map(Ending::text)
                        .orElse(""));
        if (!ours.equals(theirs)) {
            throw new AssertionError("The model has " + ours + ", the request " + theirs + "\nfor " + moment.step());
        }
    }

    private Optional<Instant> dueAt() {
        if (status == RequestStatus.PENDING) {
            return Stream.of(Optional.of(terms.decideBy()), asked.escalation(), asked.reminder())
                    .flatMap(Optional::stream)
                    .sorted()
                    .findFirst();
        }
        if (status == RequestStatus.APPROVED) {
            Instant until = Objects.requireNonNull(useBy);
            return Optional.of(detached ? until.minus(terms.plan().useWithin().orElseThrow()) : until);
        }
        return status == RequestStatus.ENDED && detached && !handed ? Optional.of(asked.since()) : Optional.empty();
    }

    private Expected take(Step step, Electorate people, Instant now) {
        if (step instanceof Step.Decide decide) {
            return decide(decide, people, now);
        }
        if (step instanceof Step.Withdraw withdraw) {
            return withdraw(withdraw, people);
        }
        if (step instanceof Step.Claim claim) {
            return claim(claim, people, now);
        }
        if (step instanceof Step.Finish finish) {
            return finish(finish);
        }
        if (step instanceof Step.Collect) {
            boolean idle = status != RequestStatus.ENDED || collected;
            collected |= status == RequestStatus.ENDED;
            return idle ? Expected.IDLE : Expected.HAPPENS;
        }
        if (step instanceof Step.HandBack) {
            boolean idle = status != RequestStatus.ENDED || !detached || handed;
            handed |= !idle;
            return idle ? Expected.IDLE : Expected.HAPPENS;
        }
        if (step instanceof Step.CloseNote closing) {
            return close(closing, people);
        }
        if (step instanceof Step.Reclaim again) {
            return reclaim(again, people);
        }
        return status == RequestStatus.ENDED ? Expected.not(RefusalCode.ALREADY_DECIDED) : whileOpen(step, now);
    }

    private Expected whileOpen(Step step, Instant now) {
        if (step instanceof Step.Deliver deliver) {
            boolean counts = status == RequestStatus.PENDING && deliver.round() == asked.round();
            if (counts) {
                shown.shown(deliver.channel(), deliver.delivery().whole(), now);
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
        if (step instanceof Step.NodeLost lost) {
            return nodeLost(lost);
        }
        if (step instanceof Step.OtherEpoch other) {
            return otherEpoch(other);
        }
        return step instanceof Step.Tick ? tick(now) : Expected.HAPPENS;
    }

    private Expected decide(Step.Decide step, Electorate people, Instant now) {
        Decision decision = step.decision();
        Set<RefusalCode> stranger = entitlement(decision, people);
        Set<RefusalCode> against = new HashSet<>(stranger);
        against.addAll(aboutAnother(decision));
        against.addAll(people.missing(decision, step.credit()));
        against.addAll(tooLate(decision, now));
        against.addAll(shown.against(step, now, terms.plan().demands().dwell(), asked.since()));
        Optional<Ballots.Ballot> before = voter(decision.reviewer(), people).flatMap(votes::of);
        if (before.isPresent()
                && (status != RequestStatus.PENDING || !before.get().mayBecome(decision.kind()))) {
            against.add(RefusalCode.ALREADY_VOTED);
        }
        boolean repeats = before.isPresent()
                && before.get().kind() == decision.kind()
                && stranger.isEmpty()
                && aboutAnother(decision).isEmpty();
        boolean idle = repeats || escalatedBefore(decision, people);
        if (against.isEmpty()) {
            count(decision, people, now);
        }
        return new Expected(against, idle);
    }

    private static Optional<String> voter(Reviewer reviewer, Electorate people) {
        return people.company().voter(reviewer.account()).map(Person::id);
    }

    private Set<RefusalCode> tooLate(Decision decision, Instant now) {
        Set<RefusalCode> against = new HashSet<>();
        if (status != RequestStatus.PENDING) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (!now.isBefore(terms.decideBy())) {
            against.add(RefusalCode.EXPIRED);
        }
        if (decision.kind() == Decision.Kind.ESCALATE && !asked.hasHigher()) {
            against.add(RefusalCode.NO_NEXT_LEVEL);
        }
        return against;
    }

    /** Whether somebody may say what they say at all, now. */
    private Set<RefusalCode> entitlement(Decision decision, Electorate people) {
        if (decision.kind() == Decision.Kind.BREAK_GLASS) {
            return people.againstBreaking(decision.reviewer());
        }
        Set<RefusalCode> against = people.against(decision.reviewer(), asked.level());
        if (voter(decision.reviewer(), people).filter(asked::votedLower).isPresent()) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        return against;
    }

    /** Whether somebody asks for an escalation that has been made. Each round is one level higher than the last. */
    private boolean escalatedBefore(Decision decision, Electorate people) {
        int rounds = asked.round() - decision.round();
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.round() >= 0
                && rounds > 0
                && aboutAnother(decision).equals(Set.of(RefusalCode.WRONG_ROUND))
                && people.against(decision.reviewer(), asked.level() - rounds).isEmpty();
    }

    private Set<RefusalCode> aboutAnother(Decision decision) {
        Set<RefusalCode> against = new HashSet<>();
        if (!decision.requestId().equals(terms.requestId())) {
            against.add(RefusalCode.UNKNOWN_REQUEST);
        }
        if (!decision.digest().equals(terms.digest())) {
            against.add(RefusalCode.WRONG_DIGEST);
        }
        if (decision.round() != asked.round()) {
            against.add(RefusalCode.WRONG_ROUND);
        }
        return against;
    }

    private void count(Decision decision, Electorate people, Instant now) {
        String person = voter(decision.reviewer(), people).orElseThrow();
        if (decision.kind() == Decision.Kind.ESCALATE) {
            climb(now, Set.of(person));
            return;
        }
        votes.put(person, decision);
        if (decision.kind() == Decision.Kind.DENY) {
            end(RefusalCode.DENIED_BY_REVIEWER.name());
        } else if (decision.kind() == Decision.Kind.BREAK_GLASS || votes.fill(asked.levelNow(), people)) {
            status = RequestStatus.APPROVED;
            useBy = now.plus(terms.plan().useWithin().orElseThrow());
        }
    }

    private void climb(Instant now, Set<String> alsoDecided) {
        Set<String> decided = new HashSet<>(votes.people());
        decided.addAll(alsoDecided);
        asked.climb(now, decided);
        votes.clear();
        shown.clear();
    }

    private Expected withdraw(Step.Withdraw step, Electorate people) {
        Set<RefusalCode> against = new HashSet<>();
        boolean brokeIt = voter(step.reviewer(), people)
                .flatMap(votes::of)
                .filter(ballot -> ballot.kind() == Decision.Kind.BREAK_GLASS)
                .isPresent();
        if (!brokeIt) {
            against.addAll(people.against(step.reviewer(), asked.level()));
        }
        if (status != RequestStatus.APPROVED) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (against.isEmpty()) {
            end(RefusalCode.REVOKED.name());
        }
        return new Expected(against, false);
    }

    private Expected close(Step.CloseNote step, Electorate people) {
        Set<RefusalCode> against = people.against(step.reviewer(), asked.level());
        if (!ending.equals("unknown")) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (step.note().isBlank()) {
            against.add(RefusalCode.COMMENT_REQUIRED);
        }
        boolean idle = against.isEmpty() && note.equals(step.note());
        if (against.isEmpty()) {
            note = step.note();
        }
        return new Expected(against, idle);
    }

    private Expected claim(Step.Claim claim, Electorate people, Instant now) {
        if (status != RequestStatus.APPROVED) {
            return Expected.not(RefusalCode.ALREADY_DECIDED);
        }
        if (!now.isBefore(Objects.requireNonNull(useBy))) {
            return end(RefusalCode.LAPSED.name());
        }
        if (!holds(claim.digest(), people)) {
            return end(RefusalCode.INVALIDATED.name());
        }
        status = RequestStatus.CLAIMED;
        execution = claim.executionId();
        node = claim.node();
        fence++;
        return Expected.HAPPENS;
    }

    private boolean holds(String digest, Electorate people) {
        return digest.equals(terms.digest())
                && (votes.fill(asked.levelNow(), people) || votes.brokenGlassStands(people));
    }

    private Expected reclaim(Step.Reclaim again, Electorate people) {
        Set<RefusalCode> against = new HashSet<>();
        if (!terms.tool().idempotent()) {
            against.add(RefusalCode.NOT_ELIGIBLE);
        }
        if (status != RequestStatus.CLAIMED || !node.equals(again.lost())) {
            against.add(RefusalCode.ALREADY_DECIDED);
        }
        if (!against.isEmpty()) {
            return new Expected(against, false);
        }
        if (!holds(again.digest(), people)) {
            return end("unknown");
        }
        node = again.node();
        fence++;
        return Expected.HAPPENS;
    }

    private Expected nodeLost(Step.NodeLost lost) {
        if (!node.equals(lost.node()) || detached && status != RequestStatus.CLAIMED) {
            return Expected.IDLE;
        }
        return end(status == RequestStatus.CLAIMED ? "unknown" : RefusalCode.CANCELLED.name());
    }

    private Expected otherEpoch(Step.OtherEpoch other) {
        if (other.now() == terms.epoch()) {
            return Expected.IDLE;
        }
        return end(status == RequestStatus.CLAIMED ? "unknown" : RefusalCode.INVALIDATED.name());
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
        if (status != RequestStatus.PENDING) {
            return Expected.IDLE;
        }
        if (asked.escalation().filter(at -> !now.isBefore(at)).isPresent()) {
            climb(now, Set.of());
            return Expected.HAPPENS;
        }
        return asked.remind(now) ? Expected.HAPPENS : Expected.IDLE;
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
