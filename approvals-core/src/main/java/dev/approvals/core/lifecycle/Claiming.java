package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The step from an approval to the right to run once. Everything a vote was checked for is checked again. */
final class Claiming {

    /** What a call that starts has passed once more, who voted and what is run. */
    private static final String CHECKED = "digest, quorum of distinct people, eligibility, self-approval";

    private static final String CHECKED_FIRST = "no claim before, use-within, store epoch, rules as strict, " + CHECKED;

    private Claiming() {}

    static Progress<RequestState> claim(Terms terms, RequestState state, Step.Claim claim, Instant now) {
        if (state.status() == RequestStatus.CLAIMED) {
            return rejected("The call was claimed before.");
        }
        if (state.status() != RequestStatus.APPROVED) {
            return rejected("The call is not approved.");
        }
        if (Timers.lapsed(state, now)) {
            return Timers.lapse(state);
        }
        Optional<String> changed = changed(terms, state, claim.digest(), claim.roster());
        if (changed.isPresent()) {
            return Lifecycle.end(state, AuditEventType.APPROVAL_INVALIDATED, RefusalCode.INVALIDATED, changed.get());
        }
        Holder runner = state.holder().run(claim.executionId(), claim.node());
        return started(state, runner, Facts.of("verdict", "ask", "checks", CHECKED_FIRST), claim.digest());
    }

    /** Begins an execution once more. What is in doubt ends unknown: it was started, so nothing else would be true. */
    static Progress<RequestState> reclaim(Terms terms, RequestState state, Step.Reclaim step) {
        if (!terms.tool().idempotent()) {
            return new Progress.Rejected<>(
                    RefusalCode.NOT_ELIGIBLE, terms.tool().name() + " is not declared to be run twice without harm.");
        }
        if (state.status() != RequestStatus.CLAIMED || !state.holder().node().equals(step.lost())) {
            return rejected("The call is not under way in " + step.lost() + ".");
        }
        Optional<String> changed = changed(terms, state, step.digest(), step.roster());
        if (changed.isPresent()) {
            return Lifecycle.lost(state, changed.get());
        }
        Holder runner = state.holder().run(state.holder().executionId(), step.node());
        return started(state, runner, Facts.of("verdict", "ask", "again", "true", "checks", CHECKED), step.digest());
    }

    /** Why what was approved does not hold any more; empty where it does. */
    private static Optional<String> changed(Terms terms, RequestState state, String digest, Roster roster) {
        if (!terms.digest().equals(digest)) {
            return Optional.of("What is about to run is not what was approved.");
        }
        return Tally.holds(terms.plan(), state.level(), state.votes(), roster)
                ? Optional.empty()
                : Optional.of("Those who approved may no longer do so.");
    }

    private static Progress<RequestState> started(
            RequestState state, Holder runner, Map<String, String> facts, String digest) {
        Map<String, String> more = Facts.and(facts, "execution", runner.executionId());
        return new Progress.Moved<>(
                state.claimed(runner), AuditEventType.ACTION_STARTED, Facts.and(more, "digest", digest), "Claimed.");
    }

    private static Progress<RequestState> rejected(String why) {
        return new Progress.Rejected<>(RefusalCode.ALREADY_DECIDED, why);
    }
}
