package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A review that is owed because somebody broke the glass, and who may do it; it never changes. It stands by itself, for the
 * request may be forgotten before anybody has reviewed it.
 *
 * @param review what is owed
 * @param requester on whose behalf the call was made
 * @param plan who was asked
 * @param level the level that was asked
 * @param realm the deployment that the call was made in; empty where that was not written down
 */
public record Owed(OwedReview review, Requester requester, ReviewPlan plan, int level, String realm) {

    /**
     * Whether an owed review was done; immutable.
     *
     * @param reviewed the review, once it was
     */
    public record State(Optional<Reviewed> reviewed) {
        /** Nobody has reviewed it yet. */
        public static final State OPEN = new State(Optional.empty());

        /** {@return whether it was reviewed} */
        public boolean ended() {
            return reviewed.isPresent();
        }
    }

    /**
     * A review.
     *
     * @param reviewer who did it
     * @param person the id of the person behind that account
     * @param findings what they found
     * @param at when
     */
    public record Reviewed(Reviewer reviewer, String person, String findings, Instant at) {
        /** Checks the components. */
        public Reviewed {
            Objects.requireNonNull(reviewer, "reviewer");
            Objects.requireNonNull(person, "person");
            Objects.requireNonNull(findings, "findings");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A person reviews.
     *
     * @param reviewer who
     * @param findings what they found
     * @param roster who is who
     */
    public record Review(Reviewer reviewer, String findings, Roster roster) {}

    /** Checks the components. */
    public Owed {
        Objects.requireNonNull(review, "review");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(realm, "realm");
    }

    /**
     * Whether it is owed in a deployment.
     *
     * @param deployment its realm
     * @return true also where it does not say in which: then the store holds those of one deployment alone
     */
    public boolean isOf(String deployment) {
        return realm.isEmpty() || realm.equals(deployment);
    }

    /**
     * What is owed for a request.
     *
     * @param request the request's terms
     * @param broken the request once somebody broke the glass
     * @return what is owed; empty where nobody did
     */
    public static Optional<Owed> of(Terms request, RequestState broken) {
        return broken.brokenBy()
                .map(vote -> new Owed(review(vote), request.requester(), request.plan(), broken.level(), ""));
    }

    private static OwedReview review(Vote vote) {
        return new OwedReview(
                vote.decision().requestId(), vote.person(), vote.decision().comment(), vote.at());
    }

    /**
     * Applies a review.
     *
     * @param state whether it was reviewed before
     * @param step the review
     * @param now the store's time
     * @return the next state, or that nothing changes, or why the review does not count
     */
    public Progress<State> apply(State state, Review step, Instant now) {
        Optional<Objection> objection = objection(step);
        if (objection.isPresent()) {
            return objection.get().refusal();
        }
        String person = step.roster().person(step.reviewer()).map(Person::id).orElseThrow();
        if (state.ended()) {
            return again(state.reviewed().orElseThrow(), person, step.findings());
        }
        Map<String, String> facts = Say.facts(step.reviewer(), step.roster(), step.findings());
        facts.put("request", review.requestId());
        facts.put("brokenBy", review.person());
        return new Progress.Moved<>(
                new State(Optional.of(new Reviewed(step.reviewer(), person, step.findings(), now))),
                AuditEventType.BREAK_GLASS_REVIEWED,
                facts,
                "Reviewed.");
    }

    private Optional<Objection> objection(Review step) {
        Optional<Objection> stranger = Say.against(plan, plan.levels().get(level), step.reviewer(), step.roster());
        if (stranger.isPresent()) {
            return stranger;
        }
        boolean self = step.roster()
                .person(step.reviewer())
                .filter(person -> person.id().equals(review.person()))
                .isPresent();
        if (self) {
            return Objection.of(RefusalCode.SELF_APPROVAL, "You broke the glass: somebody else reviews it.");
        }
        return step.findings().isBlank()
                ? Objection.of(RefusalCode.COMMENT_REQUIRED, "Say in words what you found.")
                : Optional.empty();
    }

    private static Progress<State> again(Reviewed before, String person, String findings) {
        return before.person().equals(person) && before.findings().equals(findings)
                ? new Progress.Same<>("Your review was taken before.")
                : new Progress.Rejected<>(RefusalCode.ALREADY_DECIDED, "It was reviewed before.");
    }
}
