package dev.approvals.store;

import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of the store: the engine writes and reads what is in it; the store keeps it, finds it and compares versions.
 *
 * @param id the row's id
 * @param kind what the row is
 * @param version grows by one with every change; for a request, how many events its call has had
 * @param keys what the row is found by
 * @param status where it stands
 * @param dueAt when time alone changes the row next, or somebody is to look after it; empty for never
 * @param content what never changes after the row was made, up to megabytes: JSON, or that encrypted
 * @param state what changes, small: JSON
 * @param seal proof over all the rest that a holder of the engine's key wrote it; empty where the store needs none
 */
public record StoredRow(
        String id,
        Kind kind,
        long version,
        Keys keys,
        RequestStatus status,
        Optional<Instant> dueAt,
        String content,
        String state,
        String seal) {

    /** What a row is. A store keeps the name and needs to know no more of it. */
    public enum Kind {
        /** A call that a person is asked about. */
        REQUEST,
        /** An approval with more than one use. */
        GRANT,
        /** A review that somebody owes for having broken the glass. */
        REVIEW,
        /** The denials of one requester and tool. */
        DENIALS,
        /** A process that waits for requests or runs them. */
        NODE
    }

    /**
     * What a row is found by. Each is empty for a row that is not found so.
     *
     * @param call the key of exactly this call; unique among call keys
     * @param join the key of calls like this one, while they may join it; unique among join keys
     * @param group what rows that are listed together have in common; not unique
     */
    public record Keys(String call, String join, String group) {
        /** No keys. */
        public static final Keys NONE = new Keys("", "", "");

        /** Checks the components. */
        public Keys {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(join, "join");
            Objects.requireNonNull(group, "group");
        }

        /**
         * Keys of a row that is listed with no others.
         *
         * @param call the key of exactly this call
         * @param join the key of calls like this one
         */
        public Keys(String call, String join) {
            this(call, join, "");
        }
    }

    /** Checks the components. */
    public StoredRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(seal, "seal");
    }

    /**
     * A row without a seal.
     *
     * @param id the row's id
     * @param kind what the row is
     * @param version its version
     * @param keys what it is found by
     * @param status where it stands
     * @param dueAt when it is to be looked after
     * @param content what never changes
     * @param state what changes
     */
    public StoredRow(
            String id,
            Kind kind,
            long version,
            Keys keys,
            RequestStatus status,
            Optional<Instant> dueAt,
            String content,
            String state) {
        this(id, kind, version, keys, status, dueAt, content, state, "");
    }

    /**
     * This row with other texts, under the seal that it has.
     *
     * @param newContent what never changes, in another form
     * @param newState what changes, in another form
     * @return a copy
     */
    public StoredRow with(String newContent, String newState) {
        return new StoredRow(id, kind, version, keys, status, dueAt, newContent, newState, seal);
    }

    /**
     * This row with a seal.
     *
     * @param proof the seal
     * @return a copy
     */
    public StoredRow sealed(String proof) {
        return new StoredRow(id, kind, version, keys, status, dueAt, content, state, proof);
    }
}
