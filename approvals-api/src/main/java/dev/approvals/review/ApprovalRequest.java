package dev.approvals.review;

import dev.approvals.call.Mode;
import dev.approvals.call.ToolCall;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person is shown: a call, by which terms it may be decided, how far it is, and what to know beside it.
 * Immutable: a picture of one moment.
 *
 * @param call the call, masked
 * @param terms by whom and until when it may be decided
 * @param progress how far it is
 * @param briefing what to know beside it
 */
public record ApprovalRequest(ToolCall call, Terms terms, Progress progress, Briefing briefing) {

    /** Checks the components. */
    public ApprovalRequest {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(briefing, "briefing");
    }

    /**
     * By whom and until when a request may be decided.
     *
     * @param plan who is asked; every level and limit filled in
     * @param rule the policy's rule that asked
     * @param why why it asked
     * @param mode how the gate was set up
     * @param decideBy the deadline, by the store's clock
     */
    public record Terms(ReviewPlan plan, String rule, String why, Mode mode, Instant decideBy) {
        /** Checks the components. */
        public Terms {
            Objects.requireNonNull(plan, "plan");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(decideBy, "decideBy");
        }
    }

    /**
     * How far a request is.
     *
     * @param status where it stands
     * @param level the level that is asked, from 0
     * @param round how often the votes were begun anew, from 0
     * @param votes the decisions that counted in this round
     * @param outcome how the call ended, once it has
     * @param endedAt when it ended, by the store's clock, once it has
     */
    public record Progress(
            RequestStatus status,
            int level,
            int round,
            List<Vote> votes,
            Optional<Outcome> outcome,
            Optional<Instant> endedAt) {
        /** Checks the components. */
        public Progress {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(endedAt, "endedAt");
            votes = List.copyOf(votes);
        }

        /**
         * How far a request is, where nobody said when it ended.
         *
         * @param status where it stands
         * @param level the level that is asked, from 0
         * @param round how often the votes were begun anew, from 0
         * @param votes the decisions that counted in this round
         * @param outcome how the call ended, once it has
         */
        public Progress(RequestStatus status, int level, int round, List<Vote> votes, Optional<Outcome> outcome) {
            this(status, level, round, votes, outcome, Optional.empty());
        }
    }

    /** {@return the request's id} */
    public String id() {
        return call.id();
    }

    /**
     * Whether what it is about is too private for chat: a channel that is not the reviewers' own inbox says that something
     * waits, and nothing of the call, its requester, its reason, impact and log.
     *
     * @return true if it is shown in the inbox only
     */
    public boolean inboxOnly() {
        return terms.plan().inboxOnly() || call.tool().inboxOnly();
    }

    /** {@return the level that is asked now} */
    public Level level() {
        return terms.plan().levels().get(progress.level());
    }

    /**
     * An approval of exactly this request.
     *
     * @param reviewer who approves
     * @param comment their words, or empty
     * @return the decision
     */
    public Decision approve(Reviewer reviewer, String comment) {
        return decide(Decision.Kind.APPROVE, reviewer, comment);
    }

    /**
     * A denial of exactly this request.
     *
     * @param reviewer who denies
     * @param comment their words, or empty
     * @return the decision
     */
    public Decision deny(Reviewer reviewer, String comment) {
        return decide(Decision.Kind.DENY, reviewer, comment);
    }

    /**
     * A wish that somebody higher decides on this request.
     *
     * @param reviewer who escalates
     * @param comment their words, or empty
     * @return the decision
     */
    public Decision escalate(Reviewer reviewer, String comment) {
        return decide(Decision.Kind.ESCALATE, reviewer, comment);
    }

    /**
     * An approval of exactly this request by one person alone, in an emergency, where the plan permits it. It owes a review.
     *
     * @param reviewer who breaks the glass
     * @param reason why it cannot wait; not blank
     * @return the decision
     */
    public Decision breakGlass(Reviewer reviewer, String reason) {
        return decide(Decision.Kind.BREAK_GLASS, reviewer, reason);
    }

    private Decision decide(Decision.Kind kind, Reviewer reviewer, String comment) {
        return new Decision(id(), progress.round(), call.digest(), kind, reviewer, comment);
    }
}
