package dev.approvals.store;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
     * @param events what happened so far, in order; the last one's sequence is the row's version. None for a row of which
     *     nobody needs to hear
     * @return the row that is there now: the given one, or the one that was there before
     */
    StoredRow createOrFind(StoredRow row, List<AuditEvent> events);

    /**
     * Replaces a row if its version is the one before the given row's. Id, kind and content stay as they were.
     *
     * @param next the row as it shall be
     * @param events what happened: one event whose sequence is the row's version, or none for what nobody needs to hear of
     * @return true if the row was replaced, false if another version is there
     */
    boolean compareAndSet(StoredRow next, List<AuditEvent> events);

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
     * Lists rows of every kind that time alone changes, or that wait for somebody to look after them.
     *
     * @param now until when
     * @param limit at most how many
     * @return rows with a due time not after {@code now}, earliest first
     */
    List<StoredRow> due(Instant now, int limit);

    /**
     * Lists rows.
     *
     * @param filter which, and in which order
     * @param after the id to begin after, in that order; empty for the beginning. A row that the filter does not
     *     let through any more still has its place; after a row that is not there comes nothing
     * @param limit at most how many
     * @return rows, in the order of creation or against it
     */
    List<StoredRow> list(Filter filter, String after, int limit);

    /**
     * Counts rows without reading them: what {@link #list} would give from the beginning. Asked before each request is
     * opened, so better quick; without an answer of its own, a store lists them.
     *
     * @param filter which; their order does not matter
     * @param most at most how many are counted
     * @return how many rows the filter lets through, or {@code most} where they are more
     */
    default int count(Filter filter, int most) {
        return list(filter, "", most).size();
    }

    /**
     * Removes rows that have ended, of every kind, and their events.
     *
     * @param before rows that changed last before then, by the store's clock
     * @param limit at most how many
     * @return how many were removed; fewer than the limit where none is left
     */
    int forget(Instant before, int limit);

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

    /**
     * Which life of the store this is: raised when it comes back from a backup, so that what was approved in an earlier
     * life is not run again. The same in every process, never lower than before.
     *
     * @return the epoch, from 0
     */
    long epoch();

    /** {@return what the store can do; always the same} */
    Capabilities capabilities();

    /**
     * Tells what an operator or an auditor should know of the store, such as the product, its version, and how durable a
     * commit is there. Free of addresses and secrets.
     *
     * @return facts by name
     */
    Map<String, String> describe();

    /** Releases what the store holds; does not throw. */
    @Override
    void close();

    /**
     * Which rows.
     *
     * @param kind of which kind
     * @param statuses in which of these statuses; none for any
     * @param group of which group; empty for any
     * @param newestFirst whether they come against the order of creation
     */
    record Filter(StoredRow.Kind kind, Set<RequestStatus> statuses, String group, boolean newestFirst) {
        /** Checks the components. */
        public Filter {
            Objects.requireNonNull(kind, "kind");
            statuses = Set.copyOf(statuses);
            Objects.requireNonNull(group, "group");
        }

        /**
         * The rows of a kind.
         *
         * @param kind the kind
         * @param statuses in which of these statuses; none for any
         * @return the filter
         */
        public static Filter of(StoredRow.Kind kind, RequestStatus... statuses) {
            return new Filter(kind, Set.of(statuses), "", false);
        }

        /**
         * Those of one group.
         *
         * @param name the group; empty for any
         * @return a copy
         */
        public Filter inGroup(String name) {
            return new Filter(kind, statuses, name, newestFirst);
        }

        /**
         * The same rows, against the order of creation.
         *
         * @return a copy
         */
        public Filter fromTheNewest() {
            return new Filter(kind, statuses, group, true);
        }

        /**
         * Whether a row is one of these.
         *
         * @param row the row
         * @return true if it is
         */
        public boolean matches(StoredRow row) {
            return row.kind() == kind
                    && (statuses.isEmpty() || statuses.contains(row.status()))
                    && (group.isEmpty() || group.equals(row.keys().group()));
        }
    }

    /**
     * What a store can do.
     *
     * @param durable whether rows survive the end of this process
     * @param shared whether several processes may use the same rows at once
     * @param hints whether watchers hear of changes by other processes without delay; where not, they poll
     */
    record Capabilities(boolean durable, boolean shared, boolean hints) {}

    /** Ends a watch when closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** Ends the watch; does not throw. */
        @Override
        void close();
    }
}
