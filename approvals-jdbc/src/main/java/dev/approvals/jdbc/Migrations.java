package dev.approvals.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The numbered SQL files that make the tables, and the check of which of them were run. A file, once released, never
 * changes; a later one changes what it made.
 */
final class Migrations {

    private final Place place;
    private final List<String> scripts;

    /**
     * Where the tables are.
     *
     * @param files the folder of the files
     * @param names their names, in order
     * @param where the file or the schema, for messages
     * @param exists a query that counts the version table
     * @param tables the tables' names
     */
    record Place(String files, List<String> names, String where, String exists, Names tables) {}

    /** What the tables are called. */
    interface Names {
        /** {@return what stands before each: a schema and a dot, or nothing} */
        String prefix();

        /** {@return the table that says which files were run} */
        String version();
    }

    Migrations(Place place) {
        this.place = place;
        this.scripts = place.names().stream().map(this::script).toList();
    }

    private String script(String name) {
        String file = place.files() + "/" + name + ".sql";
        try (InputStream in = Optional.ofNullable(Migrations.class.getResourceAsStream(file))
                .orElseThrow(() -> new IllegalStateException("approvals-jdbc lacks its file " + file
                        + ": the jar is damaged, or resources were left out when it was packed anew."))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${prefix}", place.tables().prefix());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SQL of all files, with the notes of what was run. */
    String all() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < scripts.size(); i++) {
            all.append("-- ").append(place.names().get(i)).append('\n');
            all.append(scripts.get(i)).append('\n').append(note(i)).append(";\n\n");
        }
        return all.toString();
    }

    private String note(int index) {
        return "INSERT INTO " + place.tables().version() + " (number, name) VALUES (" + (index + 1) + ", '"
                + place.names().get(index) + "')";
    }

    /**
     * Runs what was not run yet. To be called in a transaction in which nobody else migrates.
     *
     * @throws JdbcStoreException if the tables are of a later version
     */
    void migrate(Connection connection) throws SQLException {
        for (int i = version(connection); i < scripts.size(); i++) {
            for (String statement : statements(scripts.get(i))) {
                Sql.update(connection, statement);
            }
            Sql.update(connection, note(i));
        }
    }

    /** @throws JdbcStoreException if the tables are of another version than this one */
    void check(Connection connection) throws SQLException {
        int version = version(connection);
        if (version < scripts.size()) {
            throw new JdbcStoreException("The approvals tables in " + place.where() + " are at version " + version
                    + " (0: there are none); this version of Approvals needs " + scripts.size()
                    + " and was told not to migrate. Let a role that may change tables run what"
                    + " StoreSchema prints, from the part after version " + version
                    + " on; or open the store once without checkOnly().");
        }
    }

    private int version(Connection connection) throws SQLException {
        if (!hasVersionTable(connection)) {
            return 0;
        }
        String sql = "SELECT coalesce(max(number), 0) FROM " + place.tables().version();
        int version = Sql.first(connection, sql, row -> row.getInt(1)).orElse(0);
        if (version > scripts.size()) {
            throw new JdbcStoreException("The approvals tables in " + place.where() + " are at version " + version
                    + ", made by a later version of Approvals; this one knows versions up to " + scripts.size()
                    + ". Use that later version of approvals-jdbc here, too; going back needs a backup.");
        }
        return version;
    }

    private boolean hasVersionTable(Connection connection) throws SQLException {
        return Sql.first(connection, place.exists(), row -> row.getInt(1) > 0).orElse(false);
    }

    /** Statements end with a semicolon at the end of a line; comments have lines of their own. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Arrays.stream(script.split("\n")).filter(line -> !line.startsWith("--")).forEach(line -> {
            boolean last = line.stripTrailing().endsWith(";");
            statement.append(last ? line.substring(0, line.lastIndexOf(';')) : line + "\n");
            if (last) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        });
        return statements;
    }

    static JdbcStoreException lifeIsMissing() {
        return new JdbcStoreException(
                "The approvals store's table approval_life has no row: somebody removed it, and with"
                        + " it the store's epoch. Put it back with an epoch higher than any before: INSERT INTO approval_life"
                        + " (...) VALUES (...), as 002-life does.");
    }
}
