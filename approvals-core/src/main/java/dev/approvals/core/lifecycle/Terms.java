package dev.approvals.core.lifecycle;

import dev.approvals.call.Requester;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request is decided by; it never changes.
 *
 * @param requestId the request
 * @param digest the binding digest of the call
 * @param requester on whose behalf the call was made
 * @param plan who is asked; every level and limit filled in
 * @param decideBy the deadline
 * @param tool the tool, as it was when it was called
 * @param epoch the store's epoch when the request was opened
 */
public record Terms(
        String requestId,
        String digest,
        Requester requester,
        ReviewPlan plan,
        Instant decideBy,
        ToolSpec tool,
        long epoch) {

    /** {@return whether the call may outlive its caller} */
    public boolean runLater() {
        return tool.runLater();
    }

    /** Whether what the call is about is kept out of chat. */
    boolean inboxOnly() {
        return plan.inboxOnly() || tool.inboxOnly();
    }

    Level level(int index) {
        return plan.levels().get(index);
    }

    /** The level above another one; none that asks fewer people, for an escalation never loosens. */
    Optional<Level> above(int index) {
        return index + 1 < plan.levels().size()
                        && level(index + 1).people() >= level(index).people()
                ? Optional.of(level(index + 1))
                : Optional.empty();
    }

    Duration useWithin() {
        return plan.useWithin().orElseThrow(() -> new IllegalStateException("A request's plan has no useWithin"));
    }
}
