package dev.approvals.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.tck.DurableStoreTck;
import dev.approvals.testkit.tck.SharedStoreTck;
import dev.approvals.testkit.tck.StoreOpener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Other processes: killed, and racing. */
class DurabilityTest {

    /** A file. */
    public static final class SqliteOpener implements StoreOpener {
        @Override
        public ApprovalStore open(String place) {
            return JdbcApprovalStore.sqlite(Path.of(place));
        }
    }

    /** A database's address and, after a blank, the schema. */
    public static class PostgresOpener implements StoreOpener {
        private static final Map<String, HikariDataSource> POOLS = new ConcurrentHashMap<>();

        @Override
        public ApprovalStore open(String place) {
            String[] parts = place.split(" ");
            return JdbcApprovalStore.postgres(
                    POOLS.computeIfAbsent(parts[0], Pools::of),
                    options(JdbcOptions.defaults().inSchema(parts[1])));
        }

        JdbcOptions options(JdbcOptions options) {
            return options;
        }
    }

    /** The same without LISTEN. */
    public static final class PollingOpener extends PostgresOpener {
        @Override
        JdbcOptions options(JdbcOptions options) {
            return options.withoutListen();
        }
    }

    @Nested
    class OnSqlite extends DurableStoreTck {
        private final AtomicInteger files = new AtomicInteger();

        @TempDir
        Path folder;

        @Override
        protected Class<? extends StoreOpener> opener() {
            return SqliteOpener.class;
        }

        @Override
        protected String newPlace() {
            return folder.resolve("store-" + files.incrementAndGet() + ".db").toString();
        }
    }

    @Nested
    class OnPostgres extends SharedStoreTck {
        @Override
        protected Class<? extends StoreOpener> opener() {
            return PostgresOpener.class;
        }

        @Override
        protected String newPlace() {
            return TestPostgres.url() + " " + TestPostgres.newSchema().schema();
        }
    }

    @Nested
    class OnPostgresWithoutListen extends SharedStoreTck {
        @Override
        protected Class<? extends StoreOpener> opener() {
            return PollingOpener.class;
        }

        @Override
        protected String newPlace() {
            return TestPostgres.url() + " " + TestPostgres.newSchema().schema();
        }

        @Override
        protected int kills() {
            return 1;
        }
    }
}
