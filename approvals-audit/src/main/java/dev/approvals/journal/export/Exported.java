package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Entry;
import java.util.Objects;
import java.util.Optional;

/**
 * An event on its way out.
 *
 * @param journal the name of its journal
 * @param entry the event and where it stands
 */
public record Exported(String journal, Entry entry) {

    /** Checks the components. */
    public Exported {
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(entry, "entry");
    }

    /** {@return what happened} */
    public AuditEvent event() {
        return entry.event();
    }

    /**
     * Identifies the line, so that whoever is handed it twice can tell.
     *
     * @return its place, and the beginning of the hash by which it stands in the log: the same whenever it is exported, and
     *     that of no other line
     */
    public String id() {
        return entry.seq() + "-" + entry.hash().abbreviated();
    }

    /** What is kept apart and was not read. */
    Optional<Entry.Apart> apart() {
        return entry.apart()
                .filter(apart ->
                        !event().facts().keySet().containsAll(apart.facts().keySet()));
    }
}
