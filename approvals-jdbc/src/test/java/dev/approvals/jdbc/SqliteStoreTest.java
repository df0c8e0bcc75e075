package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.tck.ApprovalStoreTck;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends ApprovalStoreTck {

    private final AtomicInteger files = new AtomicInteger();

    @TempDir
    Path folder;

    @Override
    protected ApprovalStore newStore() {
        return JdbcApprovalStore.sqlite(folder.resolve("store-" + files.incrementAndGet() + ".db"));
    }

    @Override
    protected int sequences() {
        return 60;
    }
}
