package dev.approvals.examples.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;

/**
 * The real things the agent works on, in one folder.
 *
 * @param database the shop's customers
 * @param exports where exports are written
 * @param bucket the partner's storage
 * @param outbox outgoing mail
 */
record Workspace(CustomerDatabase database, ExportFolder exports, Bucket bucket, Outbox outbox)
        implements AutoCloseable {

    /** The partner's token. Bob types it into the chat; nobody but the upload itself should get to see it. */
    static final String TOKEN = "partner-7f3c-import";

    static Workspace create(Path folder) throws IOException, SQLException {
        return new Workspace(
                CustomerDatabase.create(folder.resolve("shop.db")),
                new ExportFolder(folder.resolve("exports")),
                Bucket.open(folder.resolve("bucket"), TOKEN),
                new Outbox(folder.resolve("outbox"), Clock.systemUTC()));
    }

    CustomerTools tools() {
        return new CustomerTools(database, exports, bucket, outbox);
    }

    @Override
    public void close() {
        bucket.close();
    }
}
