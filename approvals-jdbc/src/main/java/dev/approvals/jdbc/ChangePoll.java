package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks for rows that changed since it looked last. It looks back a little further each time: a change is stamped before it
 * is committed, so it may appear behind later ones. Not thread-safe.
 */
final class ChangePoll {

    private static final long LOOK_BACK_MICROS = Duration.ofSeconds(3).toNanos() / 1_000;
    private static final int AT_ONCE = 5_000;

    private final String select;
    private final String latest;
    private Map<String, Seen> seen = new HashMap<>();
    private long until = Long.MIN_VALUE;

    /** A row's version and when it changed. */
    private record Seen(String id, long version, long changedAt) {}

    ChangePoll(Tables tables) {
        this.select = "SELECT id, version, changed_at FROM " + tables.row()
                + " WHERE changed_at > ? ORDER BY changed_at LIMIT ?";
        this.latest = "SELECT coalesce(max(changed_at), 0) FROM " + tables.row();
    }

    /**
     * Looks.
     *
     * @param changed told of each row that changed, or was new, since the first look
     */
    void look(Connection connection, Consumer<String> changed) throws SQLException {
        boolean first = until == Long.MIN_VALUE;
        if (first) {
            until = Sql.first(connection, latest, row -> row.getLong(1)).orElse(0L);
        }
        List<Seen> found = new ArrayList<>(since(connection, until - LOOK_BACK_MICROS));
        List<Seen> page = found;
        while (page.size() == AT_ONCE) {
            page = since(connection, page.get(AT_ONCE - 1).changedAt());
            found.addAll(page);
        }
        Map<String, Seen> before = seen;
        seen = new HashMap<>();
        for (Seen row : found) {
            seen.put(row.id(), row);
            until = Math.max(until, row.changedAt());
            Seen known = before.get(row.id());
            if (!first && (known == null || known.version() != row.version())) {
                changed.accept(Escapes.unescape(row.id()));
            }
        }
    }

    private List<Seen> since(Connection connection, long after) throws SQLException {
        return Sql.query(
                connection, select, row -> new Seen(row.getString(1), row.getLong(2), row.getLong(3)), after, AT_ONCE);
    }
}
