package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes rows in SQLite, where writers take turns: plain statements in one transaction. */
final class SqliteWrites implements Writes {

    private static final String INSERT = "INSERT INTO approval_row (" + String.join(", ", Columns.CHANGING)
            + ", changed_at, id, kind, version) VALUES (" + Sql.marks(Columns.CHANGING.size() + 4)
            + ") ON CONFLICT DO NOTHING";

    private static final String UPDATE = "UPDATE approval_row SET " + String.join(" = ?, ", Columns.CHANGING)
            + " = ?, changed_at = ?, version = version + 1 WHERE id = ? AND version = ?";

    private final Connections connections;
    private final Rows rows;

    SqliteWrites(Connections connections, Rows rows) {
        this.connections = connections;
        this.rows = rows;
    }

    @Override
    public Optional<StoredRow> create(StoredRow row, List<AuditEvent> events, Instant now) {
        List<@Nullable Object> values = Columns.changing(row);
        values.add(Columns.micros(now));
        values.add(Columns.id(row.id()));
        values.add(row.kind().name());
        values.add(row.version());
        return connections.whole("create a row", connection -> {
            if (Sql.update(connection, INSERT, values.toArray()) == 0) {
                return rows.inTheWayOf(connection, row);
            }
            Sql.update(
                    connection,
                    "INSERT INTO approval_content (place, content) VALUES (last_insert_rowid(), ?)",
                    Escapes.escape(row.content()));
            insert(connection, row, events);
            return Optional.empty();
        });
    }

    @Override
    public boolean replace(StoredRow next, List<AuditEvent> events, Instant now) {
        List<@Nullable Object> values = new ArrayList<>(Columns.changing(next));
        values.add(Columns.micros(now));
        values.add(Columns.id(next.id()));
        values.add(next.version() - 1);
        return connections.whole("replace a row", connection -> {
            boolean replaced = Sql.update(connection, UPDATE, values.toArray()) == 1;
            if (replaced) {
                insert(connection, next, events);
            }
            return replaced;
        });
    }

    @Override
    public int forget(Instant before, int limit, Instant now) {
        return connections.whole("forget rows", connection -> {
            List<Long> places = Sql.query(
                    connection,
                    "SELECT place FROM approval_row WHERE status = 'ENDED' AND changed_at < ? ORDER BY changed_at LIMIT ?",
                    row -> row.getLong(1),
                    Columns.micros(before),
                    limit);
            Sql.update(connection, "UPDATE approval_life SET mark = max(mark, ?)", Columns.micros(now));
            for (Long place : places) {
                Sql.update(
                        connection,
                        "DELETE FROM approval_event WHERE row_id = (SELECT id FROM approval_row WHERE place = ?)",
                        place);
                Sql.update(connection, "DELETE FROM approval_content WHERE place = ?", place);
                Sql.update(connection, "DELETE FROM approval_row WHERE place = ?", place);
            }
            return places.size();
        });
    }

    @Override
    public void settleOrder() {
        // A row has its place by its number, and writers take turns.
    }

    private static void insert(Connection connection, StoredRow row, List<AuditEvent> events) throws SQLException {
        for (AuditEvent event : events) {
            Sql.update(
                    connection,
                    "INSERT INTO approval_event (row_id, version, event) VALUES (?, ?, ?)",
                    Columns.id(row.id()),
                    event.sequence(),
                    Escapes.escape(EventJson.write(event)));
        }
    }
}
