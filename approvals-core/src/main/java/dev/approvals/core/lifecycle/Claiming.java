package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import java.time.Instant;

/** The step from an approval to the right to run once. Everything a vote was checked for is checked again. */
final class Claiming {

    private Claiming() {}

    static boolean lapsed(RequestState state, Instant now) {
        return state.useBy().map(until -> !now.isBefore(until)).orElse(true);
    }

    static Progress claim(Terms terms, RequestState state, Step.Claim claim, Instant now) {
        if (state.status() == RequestStatus.CLAIMED) {
            return new Progress.Rejected(RefusalCode.ALREADY_DECIDED, "The call was claimed before.");
        }
        if (state.status() != RequestStatus.APPROVED) {
            return new Progress.Rejected(RefusalCode.ALREADY_DECIDED, "The call is not approved.");
        }
        if (lapsed(state, now)) {
            return Lifecycle.end(
                    state, AuditEventType.APPROVAL_LAPSED, RefusalCode.LAPSED, "The approval was not used in time.");
        }
        if (!terms.digest().equals(claim.digest())) {
            return invalidated(state, "What is about to run is not what was approved.");
        }
        if (!Tally.reached(terms.level(state.level()), state.votes(), claim.roster())) {
            return invalidated(state, "Those who approved may no longer do so.");
        }
        return new Progress.Moved(
                state.claimed(claim.executionId()),
                AuditEventType.ACTION_STARTED,
                Facts.of("verdict", "ask", "execution", claim.executionId(), "digest", claim.digest()),
                "Claimed.");
    }

    private static Progress invalidated(RequestState state, String why) {
        return Lifecycle.end(state, AuditEventType.APPROVAL_INVALIDATED, RefusalCode.INVALIDATED, why);
    }
}
