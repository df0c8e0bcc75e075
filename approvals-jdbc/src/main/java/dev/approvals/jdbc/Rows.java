package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads rows and events: the same SQL on every database. */
final class Rows {

    private static final int IDS_AT_ONCE = 500;

    /** Those of which this version knows what they are; a later one may have written others beside them. */
    private static final String KNOWN_KINDS =
            Arrays.stream(StoredRow.Kind.values()).map(kind -> "'" + kind + "'").collect(Collectors.joining(", "));

    private final Tables tables;
    private final String select;

    Rows(Tables tables) {
        this.tables = tables;
        this.select = "SELECT " + Columns.READ + " FROM " + tables.rows() + " WHERE ";
    }

    Optional<StoredRow> get(Connection connection, String id) throws SQLException {
        return Sql.first(connection, select + "r.id = ?", Columns::read, Columns.id(id));
    }

    /** The row that has a row's id, or else its call key, or else its join key. */
    Optional<StoredRow> inTheWayOf(Connection connection, StoredRow row) throws SQLException {
        String id = Columns.id(row.id());
        String call = Columns.hash(row.keys().call());
        return Sql.first(
                connection,
                select + "r.id = ? OR r.call_hash = ? OR r.join_hash = ?"
                        + " ORDER BY CASE WHEN r.id = ? THEN 0 WHEN r.call_hash = ? THEN 1 ELSE 2 END LIMIT 1",
                Columns::read,
                id,
                call,
                Columns.hash(row.keys().join()),
                id,
                call);
    }

    Map<String, Long> versions(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        List<String> all = ids.stream().distinct().map(Columns::id).toList();
        for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE));
            String sql = "SELECT id, version FROM " + tables.row() + " WHERE id IN (" + Sql.marks(some.size()) + ")";
            Sql.query(
                    connection,
                    sql,
                    row -> versions.put(Escapes.unescape(row.getString(1)), row.getLong(2)),
                    some.toArray());
        }
        return versions;
    }

    List<StoredRow> due(Connection connection, Instant now, int limit) throws SQLException {
        return Sql.query(
                connection,
                select + "(r.due_second, r.due_nano) <= (?, ?) AND r.due_second IS NOT NULL AND r.kind IN ("
                        + KNOWN_KINDS + ") ORDER BY r.due_second, r.due_nano LIMIT ?",
                Columns::read,
                now.getEpochSecond(),
                now.getNano(),
                limit);
    }

    List<StoredRow> list(Connection connection, ApprovalStore.Filter filter, String after, int limit)
            throws SQLException {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder(select).append(where(filter, parameters));
        if (after.isEmpty()) {
            sql.append(" AND r.place IS NOT NULL");
        } else {
            sql.append(" AND r.place ")
                    .append(filter.newestFirst() ? "<" : ">")
                    .append(" (SELECT place FROM ")
                    .append(tables.row())
                    .append(" WHERE id = ?)");
            parameters.add(Columns.id(after));
        }
        sql.append(" ORDER BY r.place")
                .append(filter.newestFirst() ? " DESC" : "")
                .append(" LIMIT ?");
        parameters.add(limit);
        return Sql.query(connection, sql.toString(), Columns::read, parameters.toArray());
    }

    int count(Connection connection, ApprovalStore.Filter filter, int most) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        String some = "SELECT 1 FROM " + tables.row() + " r WHERE " + where(filter, parameters) + " LIMIT ?";
        parameters.add(most);
        return Sql.first(
                        connection,
                        "SELECT count(*) FROM (" + some + ") AS counted",
                        row -> row.getInt(1),
                        parameters.toArray())
                .orElse(0);
    }

    private static String where(ApprovalStore.Filter filter, List<Object> parameters) {
        StringBuilder sql = new StringBuilder("r.kind = ?");
        parameters.add(filter.kind().name());
        if (!filter.statuses().isEmpty()) {
            sql.append(" AND r.status IN (")
                    .append(Sql.marks(filter.statuses().size()))
                    .append(")");
            filter.statuses().stream().map(RequestStatus::name).forEach(parameters::add);
        }
        if (!filter.group().isEmpty()) {
            sql.append(" AND r.group_hash = ?");
            parameters.add(String.valueOf(Columns.hash(filter.group())));
        }
        return sql.toString();
    }

    List<AuditEvent> events(Connection connection, String id) throws SQLException {
        return Sql.query(
                connection,
                "SELECT event FROM " + tables.event() + " WHERE row_id = ? ORDER BY version",
                row -> EventJson.read(Escapes.unescape(row.getString(1))),
                Columns.id(id));
    }
}
