package dev.approvals.examples.fiveminutes;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** A gate in five minutes: small exports are approved, big ones denied. */
public final class FiveMinutes {

    private static final Logger log = LoggerFactory.getLogger(FiveMinutes.class);

    private FiveMinutes() {}

    /** Where an agent's conversations go on. */
    interface Chat {
        /** Tells the agent how a call ended that it did not wait for. */
        void resume(String conversation, String text);
    }

    /** Lets Bob's agent export some rows, and says what the agent is told. */
    static String export(DataSource dataSource, Chat chat, int rows) {
        Reviewer alice = Reviewer.named("alice");
        Principal bob = Principal.local("bob");
        // tag::gate[]
        try (Approvals approvals = Approvals.builder()
                .approver(request -> request.call().arguments().get("rows", Integer.class) <= 1000
                        ? request.approve(alice, "small export")
                        : request.deny(alice, "too much"))
                .audit(event -> log.info("{}", event))
                .onOutcome(outcome -> chat.resume(outcome.requester().conversation(), outcome.forModel()))
                .build()) {

            SnapshotTools tools = approvals
                    .gate()
                    .as(Requester.agent("db-copilot").actingFor(bob).in("chat-7"))
                    .wrap(SnapshotTools.class, new JdbcSnapshotTools(dataSource));
            // end::gate[]
            return tools.export("the quarterly report", "customers", rows, "report.csv", "s3cret");
        } catch (ApprovalException.Refused refused) {
            return refused.getMessage();
        }
    }

    /** {@return a database of customers who are numbers} */
    static DataSource customers(Path file, int count) throws SQLException {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + file);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers AS WITH RECURSIVE n(id) AS"
                    + " (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < " + count + ") SELECT id FROM n");
        }
        return database;
    }

    /**
     * Runs the example.
     *
     * @param out where it tells what the agent is told
     * @param err where complaints go
     * @param args none
     * @return the exit status: 0, or 2 if there are arguments or no folder for the database
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        if (args.length > 0) {
            err.println("This example has no options. It logs the audit events, and says what the agent is told");
            return 2;
        }
        try {
            Path file = Files.createTempFile("approvals-five-minutes-", ".db");
            try {
                DataSource database = customers(file, 3_000);
                for (int rows : new int[] {200, 3_000}) {
                    String told =
                            export(database, (conversation, text) -> out.println(conversation + ": " + text), rows);
                    out.println("An export of " + rows + " rows: " + told);
                }
                return 0;
            } finally {
                Files.delete(file);
            }
        } catch (IOException | SQLException e) {
            err.println("The example cannot make its database: " + e.getMessage());
            return 2;
        }
    }
}
