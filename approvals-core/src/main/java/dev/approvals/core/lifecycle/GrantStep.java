package dev.approvals.core.lifecycle;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Reviewer;

/** Something that happens to a grant. */
public sealed interface GrantStep {

    /**
     * A further call wants to be covered.
     *
     * @param callId the call
     * @param plan what the policy demands of this call now
     * @param roster who those that gave the grant are now, and who is behind this call
     */
    record Use(String callId, ReviewPlan plan, Roster roster) implements GrantStep {}

    /** Time passed: the grant may be over. */
    record Tick() implements GrantStep {}

    /**
     * A person ends the grant.
     *
     * @param reviewer who
     * @param reason why
     * @param roster who is who
     */
    record Revoke(Reviewer reviewer, String reason, Roster roster) implements GrantStep {}

    /**
     * The grant does not hold any more.
     *
     * @param code the rule
     * @param why why, in words
     */
    record Invalidate(RefusalCode code, String why) implements GrantStep {}
}
