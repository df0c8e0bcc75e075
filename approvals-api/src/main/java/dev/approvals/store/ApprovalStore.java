package dev.approvals.store;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where requests live: versioned rows with compare-and-set. One primitive carries decisions, quorum, claim and timers.
 *
 * <p>Thread-safe. A method that throws has changed nothing, or the caller re-reads to find out. Events are kept with the
 * row they belong to, in the same transaction, keyed by row id and version.
 */
public interface ApprovalStore extends AutoCloseable {

    /**
     * Puts a row in, unless one with the same id or one of its keys is there.
     *
     * @param row the row
     * @param events what happened so far, in order; the last one's sequence is the row's version
     * @return the row that is there now: the given one, or the one that was there before
     */
    StoredRow createOrFind(StoredRow row, List<AuditEvent> events);

    /**
     * Replaces a row if its version is the one before the given row's. Id, kind and content stay as they were.
     *
     * @param next the row as it shall be
     * @param event what happened; its sequence is the row's version
     * @return true if the row was replaced, false if another version is there
     */
    boolean compareAndSet(StoredRow next, AuditEvent event);

    /**
     * Reads a row.
     *
     * @param id its id
     * @return the row, or empty
     */
    Optional<StoredRow> get(String id);

    /**
     * Reads the versions of many rows at once.
     *
     * @param ids their ids
     * @return the versions by id; rows that are not there are left out
     */
    Map<String, Long> versions(Collection<String> ids);

    /**
     * Lists rows that time alone changes.
     *
     * @param now until when
     * @param limit at most how many
     * @return rows with a due time not after {@code now}, earliest first
     */
    List<StoredRow> due(Instant now, int limit);

    /**
     * Lists rows by status.
     *
     * @param status the status
     * @param after the id to begin after, in the order of creation; empty for the beginning
     * @param limit at most how many
     * @return rows, oldest first
     */
    List<StoredRow> list(RequestStatus status, String after, int limit);

    /**
     * Reads what happened to a row.
     *
     * @param id its id
     * @return its events in order; empty where the row is not there
     */
    List<AuditEvent> events(String id);

    /**
     * Asks to be told of changed rows. A hint: it may be lost, doubled or late, and whoever gets it reads the row again.
     *
     * @param listener told a row's id; must not block
     * @return ends the watch when closed
     */
    Watch watch(Consumer<String> listener);

    /** {@return the store's clock: the one time by which deadlines are kept} */
    Instant now();

    /** {@return whether rows survive the end of this process} */
    boolean durable();

    /** Releases what the store holds; does not throw. */
    @Override
    void close();

    /** Ends a watch when closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** Ends the watch; does not throw. */
        @Override
        void close();
    }
}
