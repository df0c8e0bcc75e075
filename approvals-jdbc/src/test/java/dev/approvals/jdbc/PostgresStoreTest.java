package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.tck.ApprovalStoreTck;
import org.junit.jupiter.api.Nested;

class PostgresStoreTest {

    @Nested
    class Listening extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return JdbcApprovalStore.postgres(TestPostgres.dataSource(), TestPostgres.newSchema());
        }

        @Override
        protected int sequences() {
            return 40;
        }
    }

    @Nested
    class Polling extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return JdbcApprovalStore.postgres(
                    TestPostgres.dataSource(), TestPostgres.newSchema().withoutListen());
        }

        @Override
        protected int sequences() {
            return 5;
        }
    }
}
