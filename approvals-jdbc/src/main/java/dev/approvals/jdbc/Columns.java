package dev.approvals.jdbc;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row as columns, both ways. */
final class Columns {

    /** What {@link #read} reads. */
    static final String READ = "r.id, r.kind, r.version, r.call_key, r.join_key, r.group_key, r.status, r.due_second,"
            + " r.due_nano, r.state, r.seal, content";

    /** What {@link #changing} gives values for; the version is changed beside them. */
    static final List<String> CHANGING = List.of(
            "call_key",
            "join_key",
            "group_key",
            "call_hash",
            "join_hash",
            "group_hash",
            "status",
            "due_second",
            "due_nano",
            "state",
            "seal");

    private static final int LONGEST_ID = 500;

    private Columns() {}

    static StoredRow read(ResultSet row) throws SQLException {
        return new StoredRow(
                Escapes.unescape(row.getString("id")),
                StoredRow.Kind.valueOf(row.getString("kind")),
                row.getLong("version"),
                new StoredRow.Keys(
                        Escapes.unescape(row.getString("call_key")),
                        Escapes.unescape(row.getString("join_key")),
                        Escapes.unescape(row.getString("group_key"))),
                RequestStatus.valueOf(row.getString("status")),
                due(row),
                Escapes.unescape(row.getString("content")),
                Escapes.unescape(row.getString("state")),
                Escapes.unescape(row.getString("seal")));
    }

    /** Two columns, because an instant must come back to the nanosecond and may lie outside a database's calendar. */
    private static Optional<Instant> due(ResultSet row) throws SQLException {
        long second = row.getLong("due_second");
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second, row.getInt("due_nano")));
    }

    /** The values of the columns {@link #CHANGING}. */
    static List<@Nullable Object> changing(StoredRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Escapes.escape(row.keys().call()));
        values.add(Escapes.escape(row.keys().join()));
        values.add(Escapes.escape(row.keys().group()));
        values.add(hash(row.keys().call()));
        values.add(hash(row.keys().join()));
        values.add(hash(row.keys().group()));
        values.add(row.status().name());
        values.add(row.dueAt().map(Instant::getEpochSecond).orElse(null));
        values.add(row.dueAt().map(Instant::getNano).orElse(null));
        values.add(Escapes.escape(row.state()));
        values.add(Escapes.escape(row.seal()));
        return values;
    }

    /** An id as it stands in the database, whose index takes no more than a page holds of it. */
    static String id(String id) {
        if (id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("The row's id has " + id.length() + " characters; at most " + LONGEST_ID
                    + " can be kept. Give it a hash for an id.");
        }
        return Escapes.escape(id);
    }

    /** What a key is found by: an agent chooses how long its keys are, and an index takes no more than a page holds. */
    static @Nullable String hash(String key) {
        if (key.isEmpty()) {
            return null;
        }
        byte[] text = Escapes.escape(key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(text));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Microseconds since 1970; those that do not fit are as early or late as can be. */
    static long micros(Instant at) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        } catch (ArithmeticException tooFar) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
