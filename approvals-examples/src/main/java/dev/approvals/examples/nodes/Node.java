package dev.approvals.examples.nodes;

import dev.approvals.call.Principal;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.review.Directory;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the processes of this example have in common: one database, one directory, one key. */
final class Node {

    static final Principal BOB = Principal.local("bob");
    static final Principal ALICE = Principal.local("alice");

    private Node() {}

    static DataSource database(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(url);
        return database;
    }

    private static Directory directory() {
        return StaticDirectory.builder()
                .person("bob")
                .account(BOB)
                .person("alice", "finance")
                .account(ALICE)
                .build();
    }

    // tag::node[]
    static ApprovalsBuilder approvals(DataSource database) {
        return Approvals.builder()
                .store(JdbcApprovalStore.postgres(database))
                .keys(StoreKeys.fromEnvironment()) // the same APPROVALS_KEY on every node
                .directory(directory())
                .waitAtMost(Duration.ofSeconds(1));
    }
    // end::node[]
}
