package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Opens stores on SQLite. */
final class SqliteStores {

    private static final ApprovalStore.Capabilities CAPABILITIES = new ApprovalStore.Capabilities(true, false, true);

    private SqliteStores() {}

    static JdbcApprovalStore open(Path file, JdbcOptions options) {
        return open(file, options, InstantSource.system());
    }

    /** With another clock than the host's, for tests. */
    static JdbcApprovalStore open(Path file, JdbcOptions options, InstantSource clock) {
        SqliteConnections connections = SqliteConnections.open(file);
        try {
            prepare(connections, file, options);
            Rows rows = new Rows(Tables.sqlite());
            return new JdbcApprovalStore(
                    new Backend(
                            connections,
                            rows,
                            new SqliteWrites(connections, rows),
                            SqliteLife.of(connections, clock),
                            Hints.NONE,
                            CAPABILITIES,
                            describe(connections)),
                    new Watchers());
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    private static void prepare(Connections connections, Path file, JdbcOptions options) {
        Migrations migrations = migrations(file.toString());
        connections.whole("prepare its tables", connection -> {
            if (options.migrates()) {
                migrations.migrate(connection);
            }
            migrations.check(connection);
            return true;
        });
    }

    static Migrations migrations(String where) {
        return new Migrations(new Migrations.Place(
                "sqlite",
                Tables.FILES,
                where,
                "SELECT count(*) FROM sqlite_master WHERE name = 'approval_version'",
                Tables.sqlite()));
    }

    private static Map<String, String> describe(Connections connections) {
        return connections.each(
                "read its version",
                connection -> Map.of(
                        "product", "SQLite",
                        "version", connection.getMetaData().getDatabaseProductVersion(),
                        "durability", "journal_mode=WAL, synchronous=FULL: a commit is on disk before it counts",
                        "processes", "one"));
    }
}
