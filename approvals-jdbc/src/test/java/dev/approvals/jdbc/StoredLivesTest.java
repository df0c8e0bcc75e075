package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.life.StoreLifeTck;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Random lives of requests, and nodes that race for them, in databases. */
class StoredLivesTest {

    @Nested
    class InAFile extends StoreLifeTck {

        private final AtomicInteger files = new AtomicInteger();

        @TempDir
        Path folder;

        @Override
        protected ApprovalStore newStore() {
            return JdbcApprovalStore.sqlite(folder.resolve("store-" + files.incrementAndGet() + ".db"));
        }

        @Override
        protected int stories() {
            return 30;
        }
    }

    @Nested
    class InPostgres extends StoreLifeTck {

        @Override
        protected ApprovalStore newStore() {
            return JdbcApprovalStore.postgres(TestPostgres.dataSource(), TestPostgres.newSchema());
        }

        @Override
        protected int stories() {
            return 60;
        }
    }
}
