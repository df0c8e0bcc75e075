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
     * @param credit how many more reviews the reviewer may come to owe; with none nobody breaks the glass
     */
    record Decide(Decision decision, Optional<String> channel, Roster roster, int credit) implements Step {

        /**
         * A decision by which nobody can break the glass.
         *
         * @param decision the decision
         * @param channel the approver that brought it; empty for the host, who has the request itself
         * @param roster who is who
         */
        public Decide(Decision decision, Optional<String> channel, Roster roster) {
            this(decision, channel, roster, 0);
        }
    }

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
     * A channel showed the request to one person.
     *
     * @param channel its name
     * @param round which round it showed
     * @param reviewer to whom
     * @param delivery what it showed
     * @param roster who is who
     */
    record Show(String channel, int round, Reviewer reviewer, Delivery delivery, Roster roster) implements Step {}

    /**
     * A channel could not show the request.
     *
     * @param channel its name
     * @param why why, in words
     */
    record Undeliverable(String channel, String why) implements Step {}

    /**
     * Time passed: the deadline, an escalation, a reminder or the end of an approval may have come. Each step does the first
     * of these that is due.
     */
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
     * @param node the process that will run it
     * @param digest the digest of what is about to run, computed again
     * @param roster who is who now
     */
    record Claim(String executionId, String node, String digest, Roster roster) implements Step {}

    /**
     * A process is gone: whoever waited there has left, and what ran there may or may not have finished.
     *
     * @param node the process
     */
    record NodeLost(String node) implements Step {}

    /**
     * An execution that was under way in a process that is gone is begun once more, under the same id. Only a tool for which
     * that makes no difference allows it.
     *
     * @param lost the process that is gone
     * @param node the process that will run it
     * @param digest the digest of what is about to run, computed again
     * @param roster who is who now
     */
    record Reclaim(String lost, String node, String digest, Roster roster) implements Step {}

    /**
     * The store has come back from a backup: what was open then must not run, for it may have run meanwhile.
     *
     * @param now the store's epoch
     */
    record OtherEpoch(long now) implements Step {}

    /**
     * An execution ended.
     *
     * @param executionId the execution
     * @param ending how
     */
    record Finish(String executionId, Ending ending) implements Step {}

    /** A repeated call is given the outcome. */
    record Collect() implements Step {}

    /**
     * The host is given the outcome of a call whose caller had been handed the id.
     *
     * @param to who took it; nobody where there is no host that would
     */
    record HandBack(String to) implements Step {
        /** The host took it. */
        public HandBack() {
            this("host");
        }
    }

    /**
     * A person notes what became of a call whose end nobody knew.
     *
     * @param reviewer who looked
     * @param note what they found
     * @param roster who is who
     */
    record CloseNote(Reviewer reviewer, String note, Roster roster) implements Step {}
}
