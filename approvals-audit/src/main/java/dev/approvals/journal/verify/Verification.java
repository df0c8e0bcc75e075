package dev.approvals.journal.verify;

import dev.approvals.journal.tree.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What verifying a journal came to.
 *
 * @param flaw the first flaw, or empty if there is none
 * @param extent what there is; up to the flaw, if there is one
 * @param anchors what the journal was held against, a sentence each
 * @param unproven what nobody could tell from these anchors, a sentence each
 */
public record Verification(Optional<Flaw> flaw, Extent extent, List<String> anchors, List<String> unproven) {

    /** Checks the components. */
    public Verification {
        anchors = List.copyOf(anchors);
        unproven = List.copyOf(unproven);
    }

    /** {@return whether no flaw was found: what {@link #unproven} lists may still be so} */
    public boolean intact() {
        return flaw.isEmpty();
    }

    /**
     * What there is of a log.
     *
     * @param first the place of the first line that is there; those before were pruned
     * @param size the place behind the last line
     * @param root the root of the tree over all lines, also of those that were pruned
     * @param from the earliest time of an event
     * @param to the latest time of an event
     */
    public record Extent(long first, long size, Hash root, Optional<Instant> from, Optional<Instant> to) {

        /** {@return how many lines there are} */
        public long lines() {
            return size - first;
        }
    }
}
