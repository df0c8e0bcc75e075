package dev.approvals.testkit.behaviour;

import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** What the agents of these tests can do. */
interface Tools {

    List<String> tables(String database);

    @RequiresApproval(value = "Export {rows} rows of {table} to {target}", risk = Risk.HIGH, reviewers = "dba")
    String export(@Reason String why, String table, int rows, String target, @Sensitive String token)
            throws IOException;

    @RequiresApproval(reviewers = "dba")
    void drop(String table);

    @RequiresApproval(reviewers = "dba")
    CompletableFuture<String> dump(String table);

    @RequiresApproval(reviewers = "dba")
    CompletionStage<String> restore(String table);

    @RequiresApproval(reviewers = "dba")
    Future<String> vacuum(String table);

    @RequiresApproval(runLater = true, reviewers = "dba")
    String mail(@Reason String why, String to, String text);

    @RequiresApproval(
            reviewers = {"dba", "security"},
            quorum = 2)
    String grant(String role, String user);

    @RequiresApproval(reviewers = "dba")
    int count(List<String> tables);
}
