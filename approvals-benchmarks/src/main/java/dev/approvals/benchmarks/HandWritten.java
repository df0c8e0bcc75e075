package dev.approvals.benchmarks;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.StoredRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * What somebody would write who needs no more than these two transactions: a row with its events, then another version of it
 * with one event more, in the tables of the store. An event is a text that was made before.
 *
 * @param connections where to write, each with transactions of its own
 * @param prefix what stands before a table's name
 * @param apart whether contents have a table of their own
 */
record HandWritten(DataSource connections, String prefix, boolean apart) {

    private static final String EVENT = "{\"event\":\"" + "0123456789abcdef".repeat(28) + "\"}";

    /** Both transactions. */
    void pair(SampleRow sample) {
        try {
            create(sample);
            decide(sample);
        } catch (SQLException e) {
            throw new IllegalStateException("The hand-written transactions failed", e);
        }
    }

    private void create(SampleRow sample) throws SQLException {
        StoredRow row = sample.first();
        String columns = "id, kind, version, call_key, join_key, group_key, join_hash, group_hash, status, due_second,"
                + " due_nano, changed_at, state, seal" + (apart ? "" : ", content");
        try (Connection connection = connections.getConnection()) {
            run(
                    connection,
                    "INSERT INTO " + prefix + "approval_row (" + columns + ") VALUES (?" + ", ?".repeat(13)
                            + (apart ? "" : ", ?") + ") ON CONFLICT DO NOTHING",
                    row.id(),
                    row.kind().name(),
                    row.version(),
                    row.keys().call(),
                    row.keys().join(),
                    row.keys().group(),
                    row.keys().join(),
                    row.keys().group(),
                    row.status().name(),
                    due(row).getEpochSecond(),
                    due(row).getNano(),
                    System.currentTimeMillis(),
                    row.state(),
                    row.seal(),
                    row.content());
            if (apart) {
                run(
                        connection,
                        "INSERT INTO " + prefix + "approval_content (place, content) VALUES (last_insert_rowid(), ?)",
                        row.content());
            }
            tell(connection, sample.told());
            connection.commit();
        }
    }

    private void decide(SampleRow sample) throws SQLException {
        StoredRow row = sample.decided();
        try (Connection connection = connections.getConnection()) {
            run(
                    connection,
                    "UPDATE " + prefix + "approval_row SET version = version + 1, status = ?, due_second = ?,"
                            + " due_nano = ?, changed_at = ?, state = ?, seal = ? WHERE id = ? AND version = ?",
                    row.status().name(),
                    due(row).getEpochSecond(),
                    due(row).getNano(),
                    System.currentTimeMillis(),
                    row.state(),
                    row.seal(),
                    row.id(),
                    row.version() - 1);
            tell(connection, List.of(sample.decision()));
            connection.commit();
        }
    }

    private static Instant due(StoredRow row) {
        return row.dueAt().orElseThrow();
    }

    private void tell(Connection connection, List<AuditEvent> events) throws SQLException {
        String sql = "INSERT INTO " + prefix + "approval_event (row_id, version, event) VALUES (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (AuditEvent event : events) {
                set(statement, event.callId(), event.sequence(), EVENT);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long marks = sql.chars().filter(c -> c == '?').count();
            set(statement, List.of(values).subList(0, (int) marks).toArray());
            if (statement.executeUpdate() != 1) {
                throw new SQLException("Nothing was written by " + sql);
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
