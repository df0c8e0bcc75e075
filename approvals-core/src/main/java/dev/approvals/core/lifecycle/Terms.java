package dev.approvals.core.lifecycle;

import dev.approvals.call.Requester;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * What a request is decided by; it never changes.
 *
 * @param requestId the request
 * @param digest the binding digest of the call
 * @param requester on whose behalf the call was made
 * @param plan who is asked; every level and limit filled in
 * @param decideBy the deadline
 * @param runLater whether the call may outlive its caller
 */
public record Terms(
        String requestId, String digest, Requester requester, ReviewPlan plan, Instant decideBy, boolean runLater) {

    Level level(int index) {
        return plan.levels().get(index);
    }

    boolean hasLevel(int index) {
        return index < plan.levels().size();
    }

    Duration useWithin() {
        return plan.useWithin().orElseThrow(() -> new IllegalStateException("A request's plan has no useWithin"));
    }
}
