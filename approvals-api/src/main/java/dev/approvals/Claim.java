package dev.approvals;

import dev.approvals.call.Arguments;
import dev.approvals.call.Requester;
import dev.approvals.review.Vote;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to run one call once. It exists from the moment the engine took it from the store until the tool is done.
 *
 * @param executionId the tool's idempotency key: the same for a run that is repeated, and for no other call
 * @param callId the call's id
 * @param tool the tool
 * @param arguments the arguments, frozen and real
 * @param requester on whose behalf
 * @param votes the decisions that approved the call; empty where the policy allowed it
 */
public record Claim(
        String executionId, String callId, ToolSpec tool, Arguments arguments, Requester requester, List<Vote> votes) {

    private static final ThreadLocal<Claim> CURRENT = new ThreadLocal<>();

    /** Checks the components. */
    public Claim {
        Objects.requireNonNull(executionId, "executionId");
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(requester, "requester");
        votes = List.copyOf(votes);
    }

    /**
     * The claim under which this thread runs a tool: the place to take an idempotency key from, or to mint a
     * short-lived credential. A call that the policy allows without looking at it has none.
     *
     * @return the claim, or empty outside of a claimed run
     */
    public static Optional<Claim> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Runs a tool's body with this claim as the thread's current one. For gates: a claim made by hand gives no right to
     * anything, and code in the same process cannot be kept from making one.
     *
     * @param body the body
     * @return what it returned
     * @throws Exception what it threw
     */
    public @Nullable Object run(ToolBody body) throws Exception {
        Claim outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return body.run(this);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Leaves the arguments out: they are real. */
    @Override
    public String toString() {
        return "Claim[" + executionId + " of call " + callId + " to " + tool + "]";
    }
}
