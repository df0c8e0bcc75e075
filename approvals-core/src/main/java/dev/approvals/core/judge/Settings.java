package dev.approvals.core.judge;

import dev.approvals.call.Mode;
import dev.approvals.core.capture.LikenessKey;
import dev.approvals.core.request.RowCodec;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Level;
import dev.approvals.policy.Policy;
import dev.approvals.review.Directory;
import dev.approvals.store.ApprovalStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an engine is made of.
 *
 * @param realm the deployment
 * @param mode how the gate is set up
 * @param parts the parts that people plug in
 * @param limits how long things may take
 * @param escalation the levels above a tool's own reviewers
 */
public record Settings(String realm, Mode mode, Parts parts, Limits limits, List<Level> escalation) {

    /**
     * The parts that people plug in.
     *
     * @param policy the policy
     * @param directory the directory
     * @param store the store
     * @param clock when things are due
     * @param context what matters for a call beside its arguments
     * @param host told how calls ended that were handed over; empty where nobody is
     * @param secrets what keeps stored calls from others
     */
    public record Parts(
            Policy policy,
            Directory directory,
            ApprovalStore store,
            Timekeeper clock,
            Supplier<Map<String, String>> context,
            Optional<Consumer<Outcome>> host,
            Secrets secrets) {}

    /**
     * What keeps stored calls from others.
     *
     * @param likeness compares calls for sameness
     * @param rows says what of a call may be written, and writes it
     */
    public record Secrets(LikenessKey likeness, RowCodec rows) {}

    /**
     * How long things may take, and how many there may be.
     *
     * @param decideWithin how long people have to decide
     * @param useWithin how long an approval may wait to be used
     * @param waitAtMost how long a caller waits for a call that may run later
     * @param leasedFor after how long without a sign of life a process counts as dead
     * @param keepEnded how long the rows of ended requests are kept
     * @param caps how much one requester may ask
     */
    public record Limits(
            Duration decideWithin,
            Duration useWithin,
            Duration waitAtMost,
            Duration leasedFor,
            Duration keepEnded,
            Caps caps) {}

    /**
     * How much one requester may ask.
     *
     * @param pending how many requests may wait at once
     * @param perMinute how many calls may be asked about in a minute, by this process
     * @param denials how many denials lock a tool
     * @param within in how long
     * @param lockedFor for how long it is locked
     */
    public record Caps(int pending, int perMinute, int denials, Duration within, Duration lockedFor) {
        /** {@return a copy with another number of waiting requests} */
        public Caps withPending(int count) {
            return new Caps(count, perMinute, denials, within, lockedFor);
        }

        /** {@return a copy with another rate} */
        public Caps withPerMinute(int count) {
            return new Caps(pending, count, denials, within, lockedFor);
        }

        /** {@return a copy with another lock} */
        public Caps withLock(int count, Duration in, Duration locked) {
            return new Caps(pending, perMinute, count, in, locked);
        }
    }
}
