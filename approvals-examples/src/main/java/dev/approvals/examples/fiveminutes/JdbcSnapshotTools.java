package dev.approvals.examples.fiveminutes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The tools on a database. They know nothing of approvals. */
final class JdbcSnapshotTools implements SnapshotTools {

    private final DataSource database;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();

    JdbcSnapshotTools(DataSource database) {
        this.database = database;
    }

    @Override
    public List<String> tables(String schema) {
        return query("SELECT name FROM " + (schema.equals("main") ? "main" : "temp") + ".sqlite_master LIMIT ?", 100);
    }

    @Override
    public String export(String why, String table, int rows, String target, String token) {
        if (!tables("main").contains(table)) {
            throw new IllegalArgumentException("There is no table " + table);
        }
        sent.put(target, query("SELECT id FROM \"" + table + "\" LIMIT ?", rows).size());
        return "Exported " + sent.get(target) + " rows of " + table + " to " + target;
    }

    /** {@return how many rows went to each target} */
    Map<String, Integer> sent() {
        return Map.copyOf(sent);
    }

    private List<String> query(String sql, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            List<String> values = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    values.add(found.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("The database did not answer: " + e.getMessage(), e);
        }
    }
}
