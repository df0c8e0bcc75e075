package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.store.StoredRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are missing, old, half made, too new, or not to be touched. */
class MigrationsTest {

    abstract static class AnyDatabase {

        abstract JdbcApprovalStore open(boolean migrates);

        abstract void run(String sql) throws SQLException;

        abstract String table(String name);

        abstract String printed();

        private void runAll(String script) throws SQLException {
            for (String statement : Migrations.statements(script)) {
                run(statement);
            }
        }

        @Test
        void aStoreThatMayNotMigrateSaysWhatIsMissingAndWhoCanMendIt() {
            assertThatThrownBy(() -> open(false))
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("at version 0")
                    .hasMessageContaining("needs 2")
                    .hasMessageContaining("StoreSchema")
                    .hasMessageContaining("checkOnly()");
        }

        @Test
        void whatIsPrintedMakesTheTablesThatAreChecked() throws SQLException {
            runAll(printed());

            try (JdbcApprovalStore store = open(false)) {
                StoredRow row = TestRows.create(store, TestRows.row("id"));
                assertThat(store.get("id")).contains(row);
            }
        }

        @Test
        void oldTablesAreMigratedAndKeepTheirRows() throws SQLException {
            runAll(printed().substring(0, printed().indexOf("-- 002")));
            assertThatThrownBy(() -> open(false))
                    .hasMessageContaining("at version 1")
                    .hasMessageContaining("needs 2");

            open(true).close();

            open(false).close();
        }

        @Test
        void tablesOfALaterVersionAreLeftAlone() throws SQLException {
            open(true).close();
            run("INSERT INTO " + table("approval_version") + " (number, name) VALUES (3, '003-later')");

            for (boolean migrates : List.of(true, false)) {
                assertThatThrownBy(() -> open(migrates))
                        .isInstanceOf(JdbcStoreException.class)
                        .hasMessageContaining("at version 3")
                        .hasMessageContaining("later version of Approvals")
                        .hasMessageContaining("up to 2")
                        .hasMessageContaining("backup");
            }
        }

        @Test
        void halfMadeTablesAreSaidAndNotMadeWorse() throws SQLException {
            open(true).close();
            run("DELETE FROM " + table("approval_version") + " WHERE number = 2");

            assertThatThrownBy(() -> open(true))
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("approval_life")
                    .hasMessageContaining("exists");
            assertThatThrownBy(() -> open(false)).hasMessageContaining("at version 1");

            run("DROP TABLE " + table("approval_life"));
            open(true).close();
        }

        @Test
        void aLifeThatWasRemovedIsSaid() throws SQLException {
            open(true).close();
            run("DELETE FROM " + table("approval_life"));

            assertThatThrownBy(() -> open(true))
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("approval_life has no row")
                    .hasMessageContaining("epoch higher than any before");
        }
    }

    @Nested
    class OnSqlite extends AnyDatabase {
        @TempDir
        Path folder;

        @Override
        JdbcApprovalStore open(boolean migrates) {
            JdbcOptions options = JdbcOptions.defaults();
            return JdbcApprovalStore.sqlite(folder.resolve("a.db"), migrates ? options : options.checkOnly());
        }

        @Override
        void run(String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"))) {
                Sql.update(connection, sql);
            }
        }

        @Override
        String table(String name) {
            return name;
        }

        @Override
        String printed() {
            return StoreSchema.sqlite();
        }
    }

    @Nested
    class OnPostgres extends AnyDatabase {
        private final JdbcOptions options = TestPostgres.newSchema();

        @Override
        JdbcApprovalStore open(boolean migrates) {
            return JdbcApprovalStore.postgres(TestPostgres.dataSource(), migrates ? options : options.checkOnly());
        }

        @Override
        void run(String sql) throws SQLException {
            TestPostgres.run(sql);
        }

        @Override
        String table(String name) {
            return options.schema() + "." + name;
        }

        @Override
        String printed() {
            return StoreSchema.postgres(options);
        }

        @Test
        void ofManyThatMigrateAtOnceAllOpen() throws Exception {
            int many = 8;
            CyclicBarrier together = new CyclicBarrier(many);
            ExecutorService threads = Executors.newFixedThreadPool(many);
            try {
                List<Future<Long>> opened = IntStream.range(0, many)
                        .mapToObj(i -> threads.submit(() -> {
                            together.await();
                            try (JdbcApprovalStore store = open(true)) {
                                return store.epoch();
                            }
                        }))
                        .toList();
                for (Future<Long> each : opened) {
                    assertThat(each.get(60, TimeUnit.SECONDS)).isZero();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
