package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The steps people make: whose vote counts, and what it does. */
final class Deciding {

    private Deciding() {}

    static Progress decide(Terms terms, RequestState state, Step.Decide step, Instant now) {
        Decision decision = step.decision();
        if (!decision.requestId().equals(terms.requestId())) {
            return rejected(RefusalCode.UNKNOWN_REQUEST, "The decision is about another request than this one.");
        }
        if (!decision.digest().equals(terms.digest())) {
            return rejected(RefusalCode.WRONG_DIGEST, "The decision is about another call than this request's.");
        }
        if (escalatedBefore(terms, state, step)) {
            return new Progress.Same("The request was escalated before.");
        }
        Optional<Progress> stranger = notAllowed(terms, state.level(), decision.reviewer(), step.roster());
        if (stranger.isPresent()) {
            return stranger.get();
        }
        Person person = step.roster().person(decision.reviewer()).orElseThrow();
        return votedBefore(state, decision, person)
                .or(() -> tooLate(terms, state, decision, now))
                .or(() -> notShown(state, step))
                .orElseGet(() -> count(terms, state, step, new Vote(decision, person.id(), now)));
    }

    static Progress withdraw(Terms terms, RequestState state, Step.Withdraw step) {
        Optional<Progress> stranger = notAllowed(terms, state.level(), step.reviewer(), step.roster());
        if (stranger.isPresent()) {
            return stranger.get();
        }
        if (state.status() != RequestStatus.APPROVED) {
            return rejected(
                    RefusalCode.ALREADY_DECIDED,
                    state.status() == RequestStatus.PENDING
                            ? "The request is not approved yet: deny it instead."
                            : "The approval has been used or is over.");
        }
        String detail = "Withdrawn by " + step.reviewer() + because(step.reason());
        return new Progress.Moved(
                state.ended(Ending.refused(RefusalCode.REVOKED, detail)),
                AuditEventType.APPROVAL_REVOKED,
                who(step.reviewer(), step.roster(), step.reason()),
                detail);
    }

    /** A second click on an escalation that was done: each round is one level higher than the one before. */
    private static boolean escalatedBefore(Terms terms, RequestState state, Step.Decide step) {
        Decision decision = step.decision();
        int level = state.level() - (state.round() - decision.round());
        return decision.kind() == Decision.Kind.ESCALATE
                && decision.round() >= 0
                && decision.round() < state.round()
                && notAllowed(terms, level, decision.reviewer(), step.roster()).isEmpty();
    }

    /** Why somebody has no say in a request at some level, whatever they say. */
    private static Optional<Progress> notAllowed(Terms terms, int at, Reviewer reviewer, Roster roster) {
        Optional<Person> person = roster.person(reviewer);
        if (person.isEmpty()) {
            return refuse(
                    RefusalCode.UNKNOWN_REVIEWER,
                    reviewer.account().issuer().equals(Principal.AGENT)
                            ? "Agents do not decide."
                            : "The directory knows no person behind " + reviewer + ".");
        }
        if (roster.isRequester(reviewer, person.get())) {
            return refuse(
                    RefusalCode.SELF_APPROVAL,
                    "The call is made on behalf of " + reviewer + ": somebody else decides.");
        }
        Assurance weakest = terms.plan().assurance();
        if (reviewer.assurance().compareTo(weakest) < 0) {
            return refuse(
                    RefusalCode.ASSURANCE_TOO_WEAK,
                    reviewer + " is known by " + reviewer.assurance() + "; this request demands " + weakest + ".");
        }
        Level level = terms.level(at);
        if (level.seats().stream().noneMatch(seats -> seats.admits(person.get().groups()))) {
            return refuse(
                    RefusalCode.NOT_ELIGIBLE,
                    reviewer + " is not among those who may decide: " + level.describe() + ".");
        }
        return Optional.empty();
    }

    private static Optional<Progress> votedBefore(RequestState state, Decision decision, Person person) {
        Optional<Vote> before = state.voteOf(person.id());
        if (before.isEmpty() || before.get().decision().round() != decision.round()) {
            return Optional.empty();
        }
        if (before.get().decision().kind() == decision.kind()) {
            return Optional.of(new Progress.Same("Your decision was counted before."));
        }
        boolean retract = decision.kind() == Decision.Kind.DENY && state.status() == RequestStatus.PENDING;
        return retract
                ? Optional.empty()
                : refuse(
                        RefusalCode.ALREADY_VOTED,
                        "You have decided before; a denial stays, an approval is withdrawn.");
    }

    private static Optional<Progress> tooLate(Terms terms, RequestState state, Decision decision, Instant now) {
        if (state.status() != RequestStatus.PENDING) {
            String how = state.ending()
                    .map(e -> e.word().toUpperCase(Locale.ROOT))
                    .orElse(state.status().name());
            return refuse(RefusalCode.ALREADY_DECIDED, "The request is decided: " + how + ".");
        }
        if (!now.isBefore(terms.decideBy())) {
            return refuse(RefusalCode.EXPIRED, "The request could be decided until " + terms.decideBy() + ".");
        }
        if (decision.round() != state.round()) {
            return refuse(RefusalCode.WRONG_ROUND, "The request was escalated meanwhile: look at it again.");
        }
        return Optional.empty();
    }

    /** An approval through a channel counts only if that channel showed the whole; a denial always does. */
    private static Optional<Progress> notShown(RequestState state, Step.Decide step) {
        if (step.decision().kind() != Decision.Kind.APPROVE || step.channel().isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery = state.deliveries().get(step.channel().get());
        if (delivery == null) {
            return refuse(RefusalCode.NOT_DELIVERED, "The request has not been shown here yet: look at it again.");
        }
        return delivery.whole()
                ? Optional.empty()
                : refuse(RefusalCode.PARTIAL_VIEW, "Not all of the request is shown here: approve where it is.");
    }

    private static Progress count(Terms terms, RequestState state, Step.Decide step, Vote vote) {
        Map<String, String> facts =
                who(vote.decision().reviewer(), step.roster(), vote.decision().comment());
        facts.put("decision", vote.decision().kind().name());
        facts.put("round", String.valueOf(state.round()));
        facts.put("level", String.valueOf(state.level()));
        facts.put("channel", step.channel().orElse(""));
        facts.put("digest", vote.decision().digest());
        return switch (vote.decision().kind()) {
            case APPROVE -> approve(terms, state, step.roster(), vote, facts);
            case DENY -> deny(state, vote, facts);
            case ESCALATE -> escalate(terms, state, facts);
            case BREAK_GLASS -> rejected(RefusalCode.NOT_ELIGIBLE, "Nobody may break the glass for this request.");
        };
    }

    private static Progress approve(
            Terms terms, RequestState state, Roster roster, Vote vote, Map<String, String> facts) {
        List<Vote> votes = state.plus(vote);
        Level level = terms.level(state.level());
        boolean reached = Tally.reached(level, votes, roster);
        facts.put("quorum", votes.size() + " of " + level.people());
        facts.put("approved", String.valueOf(reached));
        return new Progress.Moved(
                reached ? state.approved(votes, vote.at().plus(terms.useWithin())) : state.withVotes(votes),
                AuditEventType.APPROVAL_DECIDED,
                facts,
                reached ? "Approved." : "Counted, as number " + votes.size() + "; needed: " + level.describe() + ".");
    }

    private static Progress deny(RequestState state, Vote vote, Map<String, String> facts) {
        Decision decision = vote.decision();
        String detail = "Denied by " + decision.reviewer() + because(decision.comment());
        return new Progress.Moved(
                state.ended(Ending.refused(RefusalCode.DENIED_BY_REVIEWER, detail), state.plus(vote)),
                AuditEventType.APPROVAL_DECIDED,
                facts,
                "Denied.");
    }

    private static Progress escalate(Terms terms, RequestState state, Map<String, String> facts) {
        if (!terms.hasLevel(state.level() + 1)) {
            return rejected(RefusalCode.NO_NEXT_LEVEL, "There is no higher level: approve or deny.");
        }
        facts.put("to", terms.level(state.level() + 1).describe());
        return new Progress.Moved(state.nextLevel(), AuditEventType.APPROVAL_ESCALATED, facts, "Escalated.");
    }

    private static Map<String, String> who(Reviewer reviewer, Roster roster, String comment) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("reviewer", reviewer.toString());
        facts.put("person", roster.person(reviewer).map(Person::id).orElse(""));
        facts.put("assurance", reviewer.assurance().name());
        facts.put("comment", comment);
        return facts;
    }

    private static String because(String words) {
        return words.isBlank() ? "." : ": " + words;
    }

    private static Progress rejected(RefusalCode code, String message) {
        return new Progress.Rejected(code, message);
    }

    private static Optional<Progress> refuse(RefusalCode code, String message) {
        return Optional.of(rejected(code, message));
    }
}
