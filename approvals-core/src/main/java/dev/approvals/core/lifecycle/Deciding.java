package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Person;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The votes people cast: whose count, and what they do. */
final class Deciding {

    /** What a decision that counts has passed; the quorum is told beside it. */
    private static final String CHECKED =
            "digest, round, deadline, known person, self-approval, assurance, eligibility,"
                    + " separation of duties, no vote before";

    private static final String CHECKED_ALONE = "digest, round, deadline, known person, self-approval, assurance,"
            + " may break the glass, no vote before, reason, reviews owed";

    private Deciding() {}

    static Progress<RequestState> decide(Terms terms, RequestState state, Step.Decide step, Instant now) {
        Decision decision = step.decision();
        if (!decision.requestId().equals(terms.requestId())) {
            return new Progress.Rejected<>(
                    RefusalCode.UNKNOWN_REQUEST, "The decision is about another request than this one.");
        }
        if (!decision.digest().equals(terms.digest())) {
            return new Progress.Rejected<>(
                    RefusalCode.WRONG_DIGEST, "The decision is about another call than this request's.");
        }
        if (escalatedBefore(terms, state, step)) {
            return new Progress.Same<>("The request was escalated before.");
        }
        Optional<Objection> stranger = notEntitled(terms, state, step);
        if (stranger.isPresent()) {
            return stranger.get().refusal();
        }
        Person person = step.roster().person(decision.reviewer()).orElseThrow();
        if (votedSo(state, decision, person)) {
            return new Progress.Same<>("Your decision was counted before.");
        }
        return votedOtherwise(state, decision, person)
                .or(() -> tooLate(terms, state, decision, now))
                .or(() -> fromChat(terms, step))
                .or(() -> notShown(state, step))
                .or(() -> notSaid(terms, step))
                .or(() -> tooSoon(terms, state, step, now))
                .map(Objection::<RequestState>refusal)
                .orElseGet(() -> count(terms, state, step, new Vote(decision, person.id(), now)));
    }

    /** A second click on an escalation that was done: each round is one level higher than the one before. */
    private static boolean escalatedBefore(Terms terms, RequestState state, Step.Decide step) {
        Decision decision = step.decision();
        int level = state.level() - (state.round() - decision.round());
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.round() >= 0
                && decision.round() < state.round()
                && Say.against(terms.plan(), terms.level(level), decision.reviewer(), step.roster())
                        .isEmpty();
    }

    private static Optional<Objection> notEntitled(Terms terms, RequestState state, Step.Decide step) {
        Reviewer reviewer = step.decision().reviewer();
        return step.decision().kind() == Decision.Kind.BREAK_GLASS
                ? Say.againstBreaking(terms.plan(), reviewer, step.roster())
                : Say.against(terms.plan(), terms.level(state.level()), reviewer, step.roster())
                        .or(() ->
                                votedLower(state, step.roster().person(reviewer).orElseThrow()));
    }

    private static Optional<Objection> votedLower(RequestState state, Person person) {
        return state.asking().earlier().contains(person.id())
                ? Objection.of(RefusalCode.NOT_ELIGIBLE, "You voted at a lower level: other people decide at this one.")
                : Optional.empty();
    }

    private static Optional<Vote> earlier(RequestState state, Decision decision, Person person) {
        return state.voteOf(person.id()).filter(vote -> vote.decision().round() == decision.round());
    }

    private static boolean votedSo(RequestState state, Decision decision, Person person) {
        return earlier(state, decision, person)
                .filter(vote -> vote.decision().kind() == decision.kind())
                .isPresent();
    }

    /** Of one's own approval one may make a denial, or break the glass over it; nothing else is changed. */
    private static Optional<Objection> votedOtherwise(RequestState state, Decision decision, Person person) {
        boolean mayChange = state.status() == RequestStatus.PENDING
                && (decision.kind() == Decision.Kind.DENY || decision.kind() == Decision.Kind.BREAK_GLASS);
        return mayChange || earlier(state, decision, person).isEmpty()
                ? Optional.empty()
                : Objection.of(
                        RefusalCode.ALREADY_VOTED,
                        "You have decided before; a denial stays, an approval is withdrawn.");
    }

    private static Optional<Objection> tooLate(Terms terms, RequestState state, Decision decision, Instant now) {
        if (state.status() != RequestStatus.PENDING) {
            String how = state.ending()
                    .map(e -> e.word().toUpperCase(Locale.ROOT))
                    .orElse(state.status().name());
            return Objection.of(RefusalCode.ALREADY_DECIDED, "The request is decided: " + how + ".");
        }
        if (!now.isBefore(terms.decideBy())) {
            return Objection.of(RefusalCode.EXPIRED, "The request could be decided until " + terms.decideBy() + ".");
        }
        if (decision.round() != state.round()) {
            return Objection.of(RefusalCode.WRONG_ROUND, "The request was escalated meanwhile: look at it again.");
        }
        return Optional.empty();
    }

    /** In chat nobody was shown what is for the inbox only, or should not have been; a denial always counts. */
    private static Optional<Objection> fromChat(Terms terms, Step.Decide step) {
        Decision decision = step.decision();
        return lets(decision.kind()) && terms.inboxOnly() && decision.reviewer().assurance() == Assurance.CHAT_PLATFORM
                ? Objection.of(
                        RefusalCode.PARTIAL_VIEW,
                        "What this request is about is shown in the inbox only: open it there to approve."
                                + " Denying and escalating count here too.")
                : Optional.empty();
    }

    /** Who lets a call run through a channel must have been shown the whole by it; a denial always counts. */
    private static Optional<Objection> notShown(RequestState state, Step.Decide step) {
        if (!lets(step.decision().kind()) || step.channel().isEmpty()) {
            return Optional.empty();
        }
        Optional<Delivery> delivery = shown(state, step).map(RequestState.Shown::delivery);
        if (delivery.isEmpty()) {
            return Objection.of(
                    RefusalCode.NOT_DELIVERED, "The request has not been shown here yet: look at it again.");
        }
        return delivery.get().whole()
                ? Optional.empty()
                : Objection.of(
                        RefusalCode.PARTIAL_VIEW,
                        "You have not been shown all of the request here: approve where it is.");
    }

    /**
     * Who lets a call run must have had it before them for a while, where the plan wants that: since they were shown it
     * themselves, or else since their channel showed it to all, or since it was asked where no channel is in between.
     */
    private static Optional<Objection> tooSoon(Terms terms, RequestState state, Step.Decide step, Instant now) {
        Instant since = shown(state, step)
                .map(RequestState.Shown::since)
                .orElse(state.asking().since());
        Instant from = since.plus(terms.plan().demands().dwell());
        boolean asked =
                lets(step.decision().kind()) && !terms.plan().demands().dwell().isZero();
        return asked && now.isBefore(from)
                ? Objection.of(
                        RefusalCode.TOO_SOON,
                        "Take your time to read the request: it may be approved from " + from
                                + " on. A denial counts at once.")
                : Optional.empty();
    }

    /** What the channel that brought a decision has shown to whoever decides. */
    private static Optional<RequestState.Shown> shown(RequestState state, Step.Decide step) {
        Optional<Person> person = step.roster().person(step.decision().reviewer());
        return step.channel().flatMap(channel -> Showing.to(channel, person, state));
    }

    private static boolean lets(Decision.Kind kind) {
        return kind == Decision.Kind.APPROVE || kind == Decision.Kind.BREAK_GLASS;
    }

    /** What a decision of its kind must say, or must not. */
    private static Optional<Objection> notSaid(Terms terms, Step.Decide step) {
        Decision decision = step.decision();
        return switch (decision.kind()) {
            case APPROVE -> unexplained(terms, decision).or(() -> Scopes.tooWide(terms, decision));
            case BREAK_GLASS -> mayNotBreak(step);
            case DENY, ESCALATE -> Optional.empty();
        };
    }

    private static Optional<Objection> unexplained(Terms terms, Decision decision) {
        return terms.plan().demands().comment() && decision.comment().isBlank()
                ? Objection.of(
                        RefusalCode.COMMENT_REQUIRED,
                        "An approval of this request needs a comment: say why it is right that it runs.")
                : Optional.empty();
    }

    private static Optional<Objection> mayNotBreak(Step.Decide step) {
        if (step.decision().comment().isBlank()) {
            return Objection.of(
                    RefusalCode.COMMENT_REQUIRED, "Breaking the glass needs a reason in words: what is the emergency?");
        }
        return step.credit() > 0
                ? Optional.empty()
                : Objection.of(
                        RefusalCode.REVIEW_OWED,
                        "What you approved alone before has not been reviewed: have somebody review it first.");
    }

    private static Progress<RequestState> count(Terms terms, RequestState state, Step.Decide step, Vote vote) {
        Decision decision = vote.decision();
        Map<String, String> facts = Say.facts(decision.reviewer(), step.roster(), decision.comment());
        facts.put("decision", decision.kind().name());
        facts.put("round", String.valueOf(state.round()));
        facts.put("level", String.valueOf(state.level()));
        facts.put("channel", step.channel().orElse(""));
        facts.put(
                "card", shown(state, step).map(at -> at.delivery().cardDigest()).orElse(""));
        facts.put("digest", decision.digest());
        facts.put("checks", checks(step));
        return switch (decision.kind()) {
            case APPROVE -> approve(terms, state, step.roster(), vote, facts);
            case DENY -> deny(state, vote, facts);
            case ESCALATE -> escalate(terms, state, vote, facts);
            case BREAK_GLASS -> breakGlass(terms, state, vote, facts);
        };
    }

    private static String checks(Step.Decide step) {
        Decision.Kind kind = step.decision().kind();
        String checks = kind == Decision.Kind.BREAK_GLASS ? CHECKED_ALONE : CHECKED;
        return lets(kind) && step.channel().isPresent() ? checks + ", shown whole" : checks;
    }

    private static Progress<RequestState> approve(
            Terms terms, RequestState state, Roster roster, Vote vote, Map<String, String> facts) {
        List<Vote> votes = state.plus(vote);
        Level level = terms.level(state.level());
        boolean reached = Tally.reached(level, votes, roster);
        vote.decision().scope().ifPresent(scope -> facts.put("covers", Scopes.words(scope)));
        facts.put("quorum", votes.size() + " of " + level.people());
        facts.put("approved", String.valueOf(reached));
        return new Progress.Moved<>(
                reached ? state.approved(votes, vote.at().plus(terms.useWithin())) : state.withVotes(votes),
                AuditEventType.APPROVAL_DECIDED,
                facts,
                reached ? "Approved." : "Counted, as number " + votes.size() + "; needed: " + level.describe() + ".");
    }

    private static Progress<RequestState> deny(RequestState state, Vote vote, Map<String, String> facts) {
        Decision decision = vote.decision();
        String detail = "Denied by " + decision.reviewer() + because(decision.comment());
        return new Progress.Moved<>(
                state.ended(Ending.refused(RefusalCode.DENIED_BY_REVIEWER, detail), state.plus(vote)),
                AuditEventType.APPROVAL_DECIDED,
                facts,
                "Denied.");
    }

    private static Progress<RequestState> escalate(
            Terms terms, RequestState state, Vote vote, Map<String, String> facts) {
        Optional<Level> to = terms.above(state.level());
        if (to.isEmpty()) {
            return new Progress.Rejected<>(RefusalCode.NO_NEXT_LEVEL, "There is no higher level: approve or deny.");
        }
        facts.put("by", "person");
        facts.put("to", to.get().describe());
        return new Progress.Moved<>(
                state.nextLevel(vote.at(), terms.plan().otherPeople(), Set.of(vote.person())),
                AuditEventType.APPROVAL_ESCALATED,
                facts,
                "Escalated.");
    }

    private static Progress<RequestState> breakGlass(
            Terms terms, RequestState state, Vote vote, Map<String, String> facts) {
        facts.put("needed", terms.level(state.level()).describe());
        return new Progress.Moved<>(
                state.approved(state.plus(vote), vote.at().plus(terms.useWithin())),
                AuditEventType.BREAK_GLASS_USED,
                facts,
                "Approved by you alone, in an emergency: somebody else will review it.");
    }

    static String because(String words) {
        return words.isBlank() ? "." : ": " + words;
    }
}
