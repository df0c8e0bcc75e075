package dev.approvals.review;

import dev.approvals.audit.AuditSink;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reviewer should know beside the call itself.
 *
 * @param impact what the call would do, as the tool found out: a fact
 * @param impactMissing why there is no impact to show, where a preview failed
 * @param log the last calls of the same conversation and how they ended, oldest first, as the engine recorded them
 * @param claim the agent's own reason: a claim
 * @param journal what the audit log stood at when the request was opened, where it can prove itself: whoever keeps the card
 *     keeps a witness of the log
 */
public record Briefing(
        Impact impact,
        Optional<String> impactMissing,
        List<PastCall> log,
        Optional<String> claim,
        Optional<AuditSink.Head> journal) {

    /** Nothing to add. */
    public static final Briefing NONE = new Briefing(Impact.NONE, Optional.empty(), List.of(), Optional.empty());

    /** Checks the components. */
    public Briefing {
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(impactMissing, "impactMissing");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(journal, "journal");
        log = List.copyOf(log);
    }

    /**
     * A briefing without an audit log that can prove itself.
     *
     * @param impact what the call would do, as the tool found out
     * @param impactMissing why there is no impact to show, where a preview failed
     * @param log the last calls of the same conversation
     * @param claim the agent's own reason
     */
    public Briefing(Impact impact, Optional<String> impactMissing, List<PastCall> log, Optional<String> claim) {
        this(impact, impactMissing, log, claim, Optional.empty());
    }

    /**
     * Says what the audit log stands at.
     *
     * @param head its size and root, or empty
     * @return a copy
     */
    public Briefing at(Optional<AuditSink.Head> head) {
        return new Briefing(impact, impactMissing, log, claim, head);
    }

    /**
     * One earlier call of the conversation.
     *
     * @param at when it was made, or empty for a call that a rule lets through unseen
     * @param what the tool's name, or its summary where the call was asked
     * @param ended how it ended, such as {@code returned} or {@code DENIED_BY_REVIEWER}
     */
    public record PastCall(Optional<Instant> at, String what, String ended) {
        /** Checks the components. */
        public PastCall {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(ended, "ended");
        }
    }
}
