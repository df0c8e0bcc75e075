package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that commit in another order than they were made in. */
class PostgresOrderTest {

    private final JdbcOptions options = TestPostgres.newSchema();

    private static List<String> ids(ApprovalStore store, String after) {
        return store.list(ApprovalStore.Filter.of(StoredRow.Kind.REQUEST), after, 10).stream()
                .map(StoredRow::id)
                .toList();
    }

    @Test
    void aRowThatCommitsLateIsListedAfterThoseThatWereListedAlready() throws SQLException {
        try (JdbcApprovalStore store = JdbcApprovalStore.postgres(TestPostgres.dataSource(), options);
                Connection slow = TestPostgres.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            Sql.update(
                    slow,
                    "INSERT INTO " + options.schema()
                            + ".approval_row (id, kind, version, call_key, join_key, group_key,"
                            + " status, changed_at, state, seal, content) VALUES ('slow', 'REQUEST', 1, '', '', '',"
                            + " 'PENDING', 0, '', '', '')");
            TestRows.create(store, TestRows.row("quick"));
            assertThat(ids(store, "")).containsExactly("quick");

            slow.commit();

            assertThat(ids(store, "quick")).containsExactly("slow");
            assertThat(ids(store, "")).containsExactly("quick", "slow");
        }
    }

    @Test
    void rowsThatWereMadeOneAfterTheOtherAreListedSoHoweverLateSomebodyLooks() {
        try (JdbcApprovalStore store = JdbcApprovalStore.postgres(TestPostgres.dataSource(), options)) {
            List<String> made = List.of("c", "a", "b");
            made.forEach(id -> TestRows.create(store, TestRows.row(id)));

            assertThat(ids(store, "a")).containsExactly("b");
            assertThat(ids(store, "")).isEqualTo(made);
        }
    }
}
