package dev.approvals.examples.snapshot;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/** The shop's database: a SQLite file. Every reader has a connection of its own that cannot write. */
final class CustomerDatabase {

    private static final Set<String> PERSONAL = Set.of("name", "email", "phone", "birthday");

    private final String url;

    private CustomerDatabase(Path file) {
        url = "jdbc:sqlite:" + file;
    }

    /** Makes the file and fills it. */
    static CustomerDatabase create(Path file) throws SQLException {
        CustomerDatabase database = new CustomerDatabase(file);
        try (Connection connection = new SQLiteConfig().createConnection(database.url)) {
            connection.setAutoCommit(false);
            SampleCustomers.fill(connection);
            connection.commit();
        }
        return database;
    }

    /** What leaves with an export: found out by a query that changes nothing. */
    record Extent(long rows, long bytes, List<String> personalColumns) {}

    List<String> tables() throws SQLException {
        return List.copyOf(columnsByTable().keySet());
    }

    long count(String table) throws SQLException {
        String from = "SELECT count(*) FROM " + quoted(known(table));
        try (Connection connection = reader();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(from)) {
            return found.getLong(1);
        }
    }

    Extent extentOf(String table, List<String> columns, int rows) throws SQLException {
        List<String> lengths = columns.stream()
                .map(column -> "length(CAST(" + quoted(column) + " AS BLOB)) + 1")
                .toList();
        String measure = "SELECT count(*), coalesce(sum(" + String.join(" + ", lengths) + "), 0) FROM ("
                + select(table, columns) + ")";
        try (Connection connection = reader();
                PreparedStatement statement = connection.prepareStatement(measure)) {
            statement.setInt(1, rows);
            try (ResultSet found = statement.executeQuery()) {
                return new Extent(found.getLong(1), found.getLong(2), personal(columns));
            }
        }
    }

    List<List<String>> rows(String table, List<String> columns, int rows) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (Connection connection = reader();
                PreparedStatement statement = connection.prepareStatement(select(table, columns))) {
            statement.setInt(1, rows);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        String value = found.getString(i);
                        row.add(value == null ? "" : value);
                    }
                    all.add(row);
                }
            }
        }
        return all;
    }

    static List<String> personal(List<String> columns) {
        return columns.stream().filter(PERSONAL::contains).toList();
    }

    /** Names cannot be bound as parameters, so only names that the database itself lists get into the text. */
    private String select(String table, List<String> columns) throws SQLException {
        List<String> there = columnsByTable().get(known(table));
        if (columns.isEmpty() || there == null || !there.containsAll(columns)) {
            throw new IllegalArgumentException(
                    "Table " + table + " has the columns " + there + "; asked for " + columns);
        }
        List<String> quoted = columns.stream().map(CustomerDatabase::quoted).toList();
        return "SELECT " + String.join(", ", quoted) + " FROM " + quoted(table) + " ORDER BY id LIMIT ?";
    }

    private String known(String table) throws SQLException {
        if (!columnsByTable().containsKey(table)) {
            throw new IllegalArgumentException("There is no table \"" + table + "\", only " + tables());
        }
        return table;
    }

    private Map<String, List<String>> columnsByTable() throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        String list = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
                + " WHERE m.type = 'table' ORDER BY m.name, c.cid";
        try (Connection connection = reader();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(list)) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString(1), table -> new ArrayList<>())
                        .add(found.getString(2));
            }
        }
        return columns;
    }

    private Connection reader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection(url);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
