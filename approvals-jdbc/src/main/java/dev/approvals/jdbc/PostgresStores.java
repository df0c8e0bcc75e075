package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Opens stores on PostgreSQL and what speaks its protocol. */
final class PostgresStores {

    private PostgresStores() {}

    static JdbcApprovalStore open(DataSource dataSource, JdbcOptions options) {
        return open(dataSource, options, PostgresConnections.PATIENCE);
    }

    /** With another patience, for tests. */
    static JdbcApprovalStore open(DataSource dataSource, JdbcOptions options, Duration patience) {
        PostgresConnections connections = new PostgresConnections(dataSource, patience);
        PostgresEngine engine = connections.each("be opened", PostgresEngine::of);
        prepare(connections, engine, options, migrations(options.schema()));
        Tables tables = Tables.postgres(options.schema());
        Rows rows = new Rows(tables);
        boolean listens = options.listens() && engine.isPostgres();
        Watchers watchers = new Watchers();
        Map<String, String> description = new LinkedHashMap<>(engine.facts());
        description.put("schema", options.schema());
        description.put("hints", listens ? "LISTEN, and polling" : "polling every " + options.pollEvery());
        return new JdbcApprovalStore(
                new Backend(
                        connections,
                        rows,
                        new PostgresWrites(connections, rows, tables),
                        new PostgresLife(connections, tables, engine, options.keepsEpoch()),
                        new PostgresHints(
                                connections,
                                options.schema(),
                                watchers,
                                new PostgresHints.Hearing(engine.isPostgres(), listens, options.pollEvery())),
                        new ApprovalStore.Capabilities(true, true, listens),
                        Map.copyOf(description)),
                watchers);
    }

    static Migrations migrations(String schema) {
        return new Migrations(new Migrations.Place(
                "postgres",
                Tables.FILES,
                "schema \"" + schema + "\"",
                exists(schema, "approval_version"),
                Tables.postgres(schema)));
    }

    static String exists(String schema, String table) {
        return "SELECT count(*) FROM information_schema.tables WHERE table_schema = '" + schema + "' AND table_name = '"
                + table + "'";
    }

    /** Makes or checks tables, as the options say. */
    static void prepare(
            PostgresConnections connections, PostgresEngine engine, JdbcOptions options, Migrations migrations) {
        if (options.migrates()) {
            connections.whole("make or migrate its tables", connection -> {
                alone(connection, engine, options.schema());
                makeSchema(connection, options.schema());
                migrations.migrate(connection);
                return true;
            });
        }
        connections.each("check its tables", connection -> {
            migrations.check(connection);
            return true;
        });
    }

    /** One process migrates at a time. Engines that only speak the protocol may lack the lock: there a second one fails. */
    private static void alone(Connection connection, PostgresEngine engine, String schema) throws SQLException {
        if (engine.isPostgres()) {
            Sql.query(
                    connection,
                    "SELECT pg_advisory_xact_lock(hashtext(?))",
                    row -> true,
                    "approvals migrations in " + schema);
        }
    }

    /** Only where there is none, for a role may have a schema without being allowed to make one. */
    private static void makeSchema(Connection connection, String schema) throws SQLException {
        boolean there = Sql.first(
                        connection,
                        "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?",
                        row -> true,
                        schema)
                .isPresent();
        if (!there) {
            Sql.update(connection, "CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
        }
    }
}
