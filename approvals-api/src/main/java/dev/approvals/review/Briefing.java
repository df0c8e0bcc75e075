package dev.approvals.review;

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
 */
public record Briefing(Impact impact, Optional<String> impactMissing, List<PastCall> log, Optional<String> claim) {

    /** Nothing to add. */
    public static final Briefing NONE = new Briefing(Impact.NONE, Optional.empty(), List.of(), Optional.empty());

    /** Checks the components. */
    public Briefing {
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(impactMissing, "impactMissing");
        Objects.requireNonNull(claim, "claim");
        log = List.copyOf(log);
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
