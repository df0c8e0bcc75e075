package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes rows: what each database does in its own way. */
interface Writes {

    /**
     * Puts a row in with its events.
     *
     * @param now when, by the store's clock
     * @return the row in whose stead none was put in, or empty where the row is in
     */
    Optional<StoredRow> create(StoredRow row, List<AuditEvent> events, Instant now);

    /**
     * Replaces the version before, with the events.
     *
     * @param now when, by the store's clock
     * @return whether that version was there
     */
    boolean replace(StoredRow next, List<AuditEvent> events, Instant now);

    /**
     * Removes ended rows that changed last before then, and their events.
     *
     * @param now when, by the store's clock, which must not go back before it for want of the rows
     * @return how many
     */
    int forget(Instant before, int limit, Instant now);

    /** Gives every row that is there its place in the order of creation, where that is not done when it is made. */
    void settleOrder();
}
