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
 * @param version how many events the row's call has had; grows with every change
 * @param keys what the row is found by when a call is repeated
 * @param status where the request stands
 * @param dueAt when time alone changes the row next, or empty
 * @param content what never changes after the row was made, up to megabytes: the frozen call as JSON
 * @param state what changes, small: JSON
 */
public record StoredRow(
        String id,
        Kind kind,
        long version,
        Keys keys,
        RequestStatus status,
        Optional<Instant> dueAt,
        String content,
        String state) {

    /** What a row is. */
    public enum Kind {
        /** A call that a person is asked about. */
        REQUEST
    }

    /**
     * What a row is found by. Each is empty for a row that is not found so; otherwise unique in the store.
     *
     * @param call the key of exactly this call
     * @param join the key of calls like this one, while they may join it
     */
    public record Keys(String call, String join) {
        /** No keys. */
        public static final Keys NONE = new Keys("", "");

        /** Checks the components. */
        public Keys {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(join, "join");
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
    }
}
