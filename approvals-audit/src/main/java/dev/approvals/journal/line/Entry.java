package dev.approvals.journal.line;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.tree.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a journal, read.
 *
 * @param seq its place in the log, from 0
 * @param hash the hash over the line's bytes, by which a tree or a proof knows it; no other line anywhere has the same
 * @param node the process that wrote it
 * @param event the event; without the facts that are kept apart
 * @param apart which of its facts are kept apart, if any
 */
public record Entry(long seq, Hash hash, String node, AuditEvent event, Optional<Apart> apart) {

    /** The name under which a whole event is kept apart, where its texts are too long for a line. */
    public static final String WHOLE = "@event";

    /** Checks the components. */
    public Entry {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(apart, "apart");
    }

    /**
     * Facts that are kept apart, encrypted, so that a line stays small and they can be erased.
     *
     * @param id the name of their two files
     * @param digest the hash over the hashes of both files
     * @param facts by name, the salted hash of each
     */
    public record Apart(String id, Hash digest, Map<String, Hash> facts) {
        /** Checks the components. */
        public Apart {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(digest, "digest");
            facts = Map.copyOf(facts);
        }
    }

    /**
     * The entry with the facts that were kept apart.
     *
     * @param facts the facts
     * @return a copy whose event has them
     * @throws IllegalArgumentException if they are a whole event that cannot be read
     */
    public Entry with(Map<String, String> facts) {
        if (facts.containsKey(WHOLE)) {
            return new Entry(seq, hash, node, LineReader.event(facts.get(WHOLE)), apart);
        }
        Map<String, String> all = new LinkedHashMap<>(event.facts());
        all.putAll(facts);
        AuditEvent whole = new AuditEvent(
                event.type(), event.at(), event.callId(), event.sequence(), event.origin(), Map.copyOf(all));
        return new Entry(seq, hash, node, whole, apart);
    }
}
