package dev.approvals.core.lifecycle;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import java.util.Optional;

/** Something that happens to a request. */
public sealed interface Step {

    /**
     * A person decides.
     *
     * @param decision the decision
     * @param channel the approver that brought it; empty for the host, who has the request itself
     * @param roster who is who
     */
    record Decide(Decision decision, Optional<String> channel, Roster roster) implements Step {}

    /**
     * A person withdraws an approval.
     *
     * @param reviewer who
     * @param reason why
     * @param roster who is who
     */
    record Withdraw(Reviewer reviewer, String reason, Roster roster) implements Step {}

    /**
     * A channel showed the request.
     *
     * @param channel its name
     * @param round which round it showed
     * @param delivery what it showed
     */
    record Deliver(String channel, int round, Delivery delivery) implements Step {}

    /**
     * A channel could not show the request.
     *
     * @param channel its name
     * @param why why, in words
     */
    record Undeliverable(String channel, String why) implements Step {}

    /** Time passed: a deadline or the end of an approval may have come. */
    record Tick() implements Step {}

    /**
     * The call is called off before it was started.
     *
     * @param code why
     * @param detail why, in words
     */
    record CallOff(RefusalCode code, String detail) implements Step {}

    /** The caller is handed the id; the call goes on without it. */
    record Detach() implements Step {}

    /**
     * The right to run is taken.
     *
     * @param executionId the execution
     * @param digest the digest of what is about to run, computed again
     * @param roster who is who now
     */
    record Claim(String executionId, String digest, Roster roster) implements Step {}

    /**
     * An execution ended.
     *
     * @param executionId the execution
     * @param ending how
     */
    record Finish(String executionId, Ending ending) implements Step {}

    /** A repeated call is given the outcome. */
    record Collect() implements Step {}
}
