package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Entry;
import java.util.Optional;

/**
 * An event on its way out.
 *
 * @param journal the name of its journal
 * @param entry the event
 */
record Exported(String journal, Entry entry) {

    AuditEvent event() {
        return entry.event();
    }

    /**
     * The same for this line whenever it is exported, and for no other line: its place, and the beginning of the hash by
     * which it stands in the log.
     */
    String id() {
        return entry.seq() + "-" + entry.hash().abbreviated();
    }

    /** What is kept apart and was not read. */
    Optional<Entry.Apart> apart() {
        return entry.apart()
                .filter(apart ->
                        !event().facts().keySet().containsAll(apart.facts().keySet()));
    }
}
