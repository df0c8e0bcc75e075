package dev.approvals.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL for all tests of the module, with a schema for each store. It ends with the process. */
final class TestPostgres {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final HikariDataSource POOL = Pools.of(url());

    private TestPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            // As in earnest: the builder's own settings acknowledge what is not on disk.
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    static int port() {
        return SERVER.getPort();
    }

    static DataSource dataSource() {
        return POOL;
    }

    /** Options for a schema that nobody has used. */
    static JdbcOptions newSchema() {
        return JdbcOptions.defaults().inSchema("s" + SCHEMAS.incrementAndGet());
    }

    /** Runs a statement, as somebody with a console would. */
    static void run(String sql) throws SQLException {
        try (Connection connection = POOL.getConnection()) {
            Sql.update(connection, sql);
        }
    }
}
