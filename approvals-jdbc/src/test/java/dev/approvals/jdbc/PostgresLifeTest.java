package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock, the epoch, and the database's own state. */
class PostgresLifeTest {

    private final JdbcOptions options = TestPostgres.newSchema();

    private JdbcApprovalStore open() {
        return JdbcApprovalStore.postgres(TestPostgres.dataSource(), options);
    }

    @Test
    void aRaisedEpochIsSeenByOtherProcessesAndStays() {
        try (JdbcApprovalStore operator = open();
                JdbcApprovalStore other = open()) {
            assertThat(other.epoch()).isZero();
            assertThat(operator.raiseEpoch()).isEqualTo(1);

            assertThat(operator.epoch()).isEqualTo(1);
            Eventually.holds("the other sees it", () -> other.epoch() == 1);
        }
        try (JdbcApprovalStore later = open()) {
            assertThat(later.epoch()).isEqualTo(1);
        }
    }

    @Test
    void anotherClusterOrTimelineRaisesTheEpochOnce() throws SQLException {
        try (JdbcApprovalStore before = open()) {
            assertThat(before.describe()).containsEntry("restores", "seen by cluster, timeline and table");
            assertThat(before.epoch()).isZero();

            TestPostgres.run("UPDATE " + options.schema() + ".approval_life SET lineage = '7/00000001/16384'");

            Eventually.holds("a store that is open sees it", () -> before.epoch() == 1);
            try (JdbcApprovalStore after = open()) {
                assertThat(after.epoch()).isEqualTo(1);
                assertThat(before.epoch()).isEqualTo(1);
            }
        }
    }

    @Test
    void theEpochIsKeptWhereThatWasChosen() throws SQLException {
        open().close();
        TestPostgres.run("UPDATE " + options.schema() + ".approval_life SET lineage = '7/00000001/16384'");

        try (JdbcApprovalStore kept =
                JdbcApprovalStore.postgres(TestPostgres.dataSource(), options.keepingEpochOnFailover())) {
            assertThat(kept.epoch()).isZero();
        }
        try (JdbcApprovalStore later = open()) {
            assertThat(later.epoch()).as("and noted where it is now").isZero();
        }
    }

    @Test
    void theEpochIsReadAnewAfterAFailure() throws SQLException {
        try (JdbcApprovalStore store = open()) {
            assertThat(store.epoch()).isZero();
            TestPostgres.run("UPDATE " + options.schema() + ".approval_life SET epoch = 5");
            StoredRow row = TestRows.create(store, TestRows.row("id"));

            assertThatThrownBy(() ->
                            store.compareAndSet(TestRows.next(row, RequestStatus.ENDED), List.of(TestRows.event(row))))
                    .isInstanceOf(JdbcStoreException.class);

            assertThat(store.epoch()).isEqualTo(5);
        }
    }

    @Test
    void theClockIsNeverBehindWhatWasWritten() throws SQLException {
        Instant later;
        try (JdbcApprovalStore store = open()) {
            StoredRow row = TestRows.create(store, TestRows.row("id"));
            TestRows.replace(store, TestRows.next(row, RequestStatus.ENDED));
            later = store.now().plusSeconds(3_000);
        }
        TestPostgres.run("UPDATE " + options.schema() + ".approval_row SET changed_at = changed_at + 3600000000");

        try (JdbcApprovalStore store = open()) {
            assertThat(store.now()).isAfter(later);
            assertThat(store.forget(store.now().plusSeconds(1), 10)).isEqualTo(1);
        }
        try (JdbcApprovalStore store = open()) {
            assertThat(store.now()).as("the row is gone, the mark is not").isAfter(later);
        }
    }

    @Test
    void commitsThatAreNotOnDiskAreTold() {
        try (HikariDataSource careless = pool("synchronous_commit=off");
                JdbcApprovalStore store = JdbcApprovalStore.postgres(careless, options)) {
            assertThat(store.describe())
                    .containsEntry("product", "PostgreSQL")
                    .containsEntry("synchronous_commit", "off")
                    .containsKeys("version", "fsync", "replication", "hints")
                    .containsEntry("schema", options.schema());
        }
    }

    @Test
    void aDatabaseThatOnlyReadsIsRefused() {
        try (HikariDataSource readOnly = pool("default_transaction_read_only=on")) {
            assertThatThrownBy(() -> JdbcApprovalStore.postgres(readOnly, options))
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("only reads")
                    .hasMessageContaining("standby")
                    .hasMessageContaining("primary");
        }
    }

    @Test
    void aHostsStricterIsolationIsBorne() {
        try (HikariDataSource strict = pool("default_transaction_isolation=serializable");
                JdbcApprovalStore store = JdbcApprovalStore.postgres(strict, options)) {
            StoredRow row = TestRows.create(store, TestRows.row("id"));

            assertThat(TestRows.replace(store, TestRows.next(row, RequestStatus.ENDED)))
                    .isTrue();
            assertThat(store.list(ApprovalStore.Filter.of(StoredRow.Kind.REQUEST), "", 10))
                    .hasSize(1);
        }
    }

    private static HikariDataSource pool(String setting) {
        return Pools.of(TestPostgres.url() + "&options=-c%20" + setting);
    }

    @Test
    void aDatabaseThatIsAwayAtStartIsSaid() {
        try (HikariDataSource nowhere = Pools.of("jdbc:postgresql://localhost:1/postgres?user=postgres")) {
            nowhere.getHikariConfigMXBean().setConnectionTimeout(500);

            assertThatThrownBy(() -> JdbcApprovalStore.postgres(nowhere, options))
                    .isInstanceOf(JdbcStoreException.class)
                    .hasMessageContaining("could not be opened")
                    .hasMessageContaining("once the database can be reached");
        }
    }

    @Test
    void aRoleOfItsOwnCanUseTheTablesAndNothingElse() throws SQLException {
        String role = "store_" + options.schema();
        TestPostgres.run("CREATE ROLE " + role + " LOGIN");
        TestPostgres.run("CREATE ROLE other_" + role + " LOGIN");
        open().close();
        for (String statement : Migrations.statements(StoreSchema.postgresRole(options, role))) {
            TestPostgres.run(statement);
        }
        String url = TestPostgres.url().replace("user=postgres", "user=" + role);
        try (HikariDataSource own = Pools.of(url);
                JdbcApprovalStore store = JdbcApprovalStore.postgres(own, options.checkOnly())) {
            StoredRow row = TestRows.create(store, TestRows.row("id"));
            assertThat(TestRows.replace(store, TestRows.next(row, RequestStatus.ENDED)))
                    .isTrue();
            assertThat(store.list(ApprovalStore.Filter.of(StoredRow.Kind.REQUEST), "", 10))
                    .hasSize(1);
            assertThat(store.raiseEpoch()).isEqualTo(1);
            assertThat(store.events("id")).hasSize(2);
            assertThat(store.forget(store.now().plusSeconds(9), 10)).isEqualTo(1);
            assertThat(store.describe()).containsEntry("restores", "seen by cluster, timeline and table");
            assertThatThrownBy(
                            () -> Sql.update(own.getConnection(), "DROP TABLE " + options.schema() + ".approval_row"))
                    .hasMessageContaining("must be owner");
        }
        try (HikariDataSource other = Pools.of(url.replace("user=", "user=other_"))) {
            assertThatThrownBy(() -> JdbcApprovalStore.postgres(other, options.checkOnly()))
                    .hasMessageContaining("at version 0");
        }
    }
}
