package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes rows in PostgreSQL. A row and its events are written by one statement, which is a transaction of its own: one
 * round trip, and nothing that a lost connection could leave open with a lock on it.
 */
final class PostgresWrites implements Writes {

    private static final int TRIES = 50;

    private final Connections connections;
    private final Rows rows;
    private final Tables tables;
    private final String insert;
    private final String update;

    PostgresWrites(Connections connections, Rows rows, Tables tables) {
        this.connections = connections;
        this.rows = rows;
        this.tables = tables;
        this.insert = "INSERT INTO " + tables.row() + " (" + String.join(", ", Columns.CHANGING)
                + ", changed_at, id, kind, version, content) VALUES (" + Sql.marks(Columns.CHANGING.size() + 5)
                + ") ON CONFLICT DO NOTHING";
        this.update = "UPDATE " + tables.row() + " SET " + String.join(" = ?, ", Columns.CHANGING)
                + " = ?, changed_at = ?, version = version + 1 WHERE id = ? AND version = ?";
    }

    /** Whoever is in the way may be gone, or have given up its key, before it can be read: then it is tried again. */
    @Override
    public Optional<StoredRow> create(StoredRow row, List<AuditEvent> events, Instant now) {
        List<@Nullable Object> values = Columns.changing(row);
        values.add(Columns.micros(now));
        values.add(Columns.id(row.id()));
        values.add(row.kind().name());
        values.add(row.version());
        values.add(Escapes.escape(row.content()));
        for (int tries = 0; tries < TRIES; tries++) {
            if (written("create a row", insert, values, events)) {
                return Optional.empty();
            }
            Optional<StoredRow> there = connections.each("read a row", connection -> rows.inTheWayOf(connection, row));
            if (there.isPresent()) {
                return there;
            }
        }
        throw new JdbcStoreException("The approvals store on PostgreSQL could not create a row: " + TRIES
                + " times another row had one of its keys and was gone when it was read");
    }

    @Override
    public boolean replace(StoredRow next, List<AuditEvent> events, Instant now) {
        List<@Nullable Object> values = Columns.changing(next);
        values.add(Columns.micros(now));
        values.add(Columns.id(next.id()));
        values.add(next.version() - 1);
        return written("replace a row", update, values, events);
    }

    /** Whether the statement wrote its row; with it come the events. */
    private boolean written(String what, String statement, List<@Nullable Object> values, List<AuditEvent> events) {
        List<@Nullable Object> all = new ArrayList<>(values);
        for (AuditEvent event : events) {
            all.add(event.sequence());
            all.add(Escapes.escape(EventJson.write(event)));
        }
        String sql = events.isEmpty() ? statement : withEvents(statement, events.size());
        return connections.each(what, connection -> Sql.update(connection, sql, all.toArray()) > 0);
    }

    private String withEvents(String statement, int count) {
        return "WITH written AS (" + statement + " RETURNING id) INSERT INTO " + tables.event()
                + " (row_id, version, event) SELECT written.id, told.version, told.event FROM written, (VALUES "
                + "(CAST(? AS bigint), CAST(? AS text)), ".repeat(count - 1)
                + "(CAST(? AS bigint), CAST(? AS text))) AS told (version, event)";
    }

    @Override
    public int forget(Instant before, int limit, Instant now) {
        return connections.whole("forget rows", connection -> {
            // The mark goes first: its lock also keeps out whoever gives rows their places.
            Sql.update(connection, "UPDATE " + tables.life() + " SET mark = greatest(mark, ?)", Columns.micros(now));
            List<String> ids = Sql.query(
                    connection,
                    "SELECT id FROM " + tables.row() + " WHERE status = 'ENDED' AND changed_at < ?"
                            + " ORDER BY changed_at LIMIT ? FOR UPDATE",
                    row -> row.getString(1),
                    Columns.micros(before),
                    limit);
            for (String id : ids) {
                Sql.update(connection, "DELETE FROM " + tables.event() + " WHERE row_id = ?", id);
                Sql.update(connection, "DELETE FROM " + tables.row() + " WHERE id = ?", id);
            }
            return ids.size();
        });
    }

    /**
     * Rows commit in another order than their numbers were drawn in, so whoever reads on after a number misses those that
     * commit behind it. Places are given to committed rows only, by one at a time: behind a place nothing appears.
     */
    @Override
    public void settleOrder() {
        if (connections.each(
                "list rows",
                connection -> Sql.first(
                                connection,
                                "SELECT 1 FROM " + tables.row() + " WHERE place IS NULL LIMIT 1",
                                row -> true)
                        .isPresent())) {
            connections.whole("put rows in order", connection -> {
                long last = Sql.first(
                                connection, "SELECT place FROM " + tables.life() + " FOR UPDATE", row -> row.getLong(1))
                        .orElseThrow(Migrations::lifeIsMissing);
                int placed = Sql.update(
                        connection,
                        "UPDATE " + tables.row() + " r SET place = fresh.nth + ? FROM (SELECT id, row_number() OVER"
                                + " (ORDER BY created) AS nth FROM " + tables.row()
                                + " WHERE place IS NULL) fresh WHERE r.id = fresh.id",
                        last);
                return Sql.update(connection, "UPDATE " + tables.life() + " SET place = place + ?", placed);
            });
        }
    }
}
