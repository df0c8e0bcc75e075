package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** How processes hear of each other's changes, and of those that nobody told them of. */
class HintsTest {

    private final JdbcOptions options = TestPostgres.newSchema().pollingEvery(Duration.ofMillis(50));
    private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();

    private static JdbcApprovalStore open(JdbcOptions options) {
        return JdbcApprovalStore.postgres(TestPostgres.dataSource(), options);
    }

    private void hear(String id) {
        told.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
    }

    @Test
    void changesAreNotifiedAfterTheCommit() throws SQLException {
        try (JdbcApprovalStore writer = open(options);
                Connection listener = TestPostgres.dataSource().getConnection()) {
            Sql.update(listener, "LISTEN approvals_" + options.schema());

            TestRows.create(writer, TestRows.row("id-\u20ac"));

            PGNotification[] heard = listener.unwrap(PGConnection.class).getNotifications(20_000);
            assertThat(heard).hasSize(1);
            assertThat(heard[0].getParameter()).endsWith("\nid-\u20ac");
            Sql.update(listener, "UNLISTEN *");
        }
    }

    @Test
    void theLastWordOfAProcessThatEndsIsHeard() throws SQLException {
        try (Connection listener = TestPostgres.dataSource().getConnection()) {
            Sql.update(listener, "LISTEN approvals_" + options.schema());
            try (JdbcApprovalStore writer = open(options)) {
                TestRows.create(writer, TestRows.row("last"));
            }

            PGNotification[] heard = listener.unwrap(PGConnection.class).getNotifications(20_000);
            assertThat(heard).hasSize(1);
            Sql.update(listener, "UNLISTEN *");
        }
    }

    @Test
    void notificationsAreHeardAndThoseOfOneselfArePassedOver() throws SQLException {
        try (JdbcApprovalStore watched = open(options)) {
            watched.watch(this::hear);

            Eventually.holds("it listens", () -> {
                say("somebody\nid-1\nid-2");
                return told.keySet().containsAll(Set.of("id-1", "id-2"));
            });
        }
    }

    private void say(String text) {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            Sql.query(connection, "SELECT pg_notify(?, ?)", row -> true, "approvals_" + options.schema(), text);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChangeThatNobodyToldOfIsFoundWithListenAndWithout() throws SQLException {
        for (JdbcOptions each : List.of(options, options.withoutListen())) {
            told.clear();
            String id = each.listens() ? "one" : "two";
            try (JdbcApprovalStore watched = open(each);
                    JdbcApprovalStore other = open(each)) {
                StoredRow row = TestRows.create(other, TestRows.row(id));
                watched.watch(this::hear);
                TestPostgres.run("UPDATE " + options.schema() + ".approval_row SET version = 2, changed_at = changed_at"
                        + " + 1 WHERE id = '" + id + "'");

                Eventually.holds("it is found", () -> told.containsKey(id));
                assertThat(watched.versions(List.of(row.id()))).containsEntry(id, 2L);
            }
        }
    }

    @Test
    void ofManyChangesEachIsHeardOfWithoutListenToo() {
        int many = 2_000;
        try (JdbcApprovalStore watched = open(options.withoutListen());
                JdbcApprovalStore other = open(options)) {
            watched.watch(this::hear);
            List<StoredRow> rows = IntStream.range(0, many)
                    .parallel()
                    .mapToObj(i -> TestRows.create(other, TestRows.row("id-" + i)))
                    .toList();
            rows.stream().limit(10).forEach(row -> TestRows.replace(other, TestRows.next(row, RequestStatus.ENDED)));

            Eventually.holds("all are found", () -> told.size() == many);
            Eventually.holds(
                    "and the changed ones again",
                    () -> told.values().stream().mapToInt(AtomicInteger::get).sum() >= many);
        }
    }

    @Test
    void aClosedStoreGivesItsConnectionBackAndItHearsNothingMore() throws SQLException {
        try (HikariDataSource pool = Pools.of(TestPostgres.url())) {
            JdbcApprovalStore store = JdbcApprovalStore.postgres(pool, options);
            store.watch(this::hear);
            Eventually.holds("it keeps one", () -> pool.getHikariPoolMXBean().getActiveConnections() == 1);

            store.close();

            Eventually.holds("it is back", () -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
            try (Connection next = pool.getConnection()) {
                assertThat(Sql.query(next, "SELECT pg_listening_channels()", row -> row.getString(1)))
                        .isEmpty();
                assertThat(next.getNetworkTimeout()).isZero();
                assertThat(next.getAutoCommit()).isTrue();
            }
        }
    }

    @Test
    void aStoreThatNobodyWatchesKeepsNoConnection() {
        try (HikariDataSource pool = Pools.of(TestPostgres.url());
                JdbcApprovalStore store = JdbcApprovalStore.postgres(pool, options)) {
            TestRows.create(store, TestRows.row("id"));

            Eventually.holds("none is kept", () -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
        }
    }

    @Test
    void aPoolThatDoesNotCommitByItselfIsUsedAsItIsAndGivenBackSo() {
        try (HikariDataSource manual = Pools.withoutAutoCommit(TestPostgres.url());
                JdbcApprovalStore store = JdbcApprovalStore.postgres(manual, options);
                JdbcApprovalStore other = open(options)) {
            StoredRow row = TestRows.create(store, TestRows.row("id"));

            assertThat(other.get("id")).contains(row);
        }
    }
}
