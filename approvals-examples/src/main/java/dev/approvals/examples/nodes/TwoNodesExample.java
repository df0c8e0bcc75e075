package dev.approvals.examples.nodes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

/** The agent's process dies while its call waits; the call is approved elsewhere, and runs once when a process is back. */
public final class TwoNodesExample {

    private static final String HELP = """
            An agent in one process, its reviewer in another, PostgreSQL between. The agent's process is killed while its
            call waits, the reviewer approves, the process starts again, and the payment is made: once.

              --url URL    a PostgreSQL of yours, such as jdbc:postgresql://localhost/test?user=me
                           (default: one of its own on a free port, removed at the end)
              --help       this text

            Status 0: all went as it should; 1: it did not; 2: the command line is wrong.""";

    private TwoNodesExample() {}

    /**
     * Runs the example.
     *
     * @param out where it tells
     * @param err where complaints go
     * @param args {@code --help} says which
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        List<String> options = List.of(args);
        if (options.equals(List.of("--help")) || options.equals(List.of("-h"))) {
            out.println(HELP);
            return 0;
        }
        if (!options.isEmpty() && !(options.size() == 2 && options.get(0).equals("--url"))) {
            err.println("These options make no sense: " + String.join(" ", options) + "\n\n" + HELP);
            return 2;
        }
        try {
            return options.isEmpty() ? withOwnDatabase(out) : play(out, options.get(1));
        } catch (IOException | SQLException e) {
            err.println("The example could not go on: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("The example was interrupted");
            return 1;
        }
    }

    private static int withOwnDatabase(PrintStream out) throws IOException, SQLException, InterruptedException {
        // Made for tests, it would answer before what it took is on disk.
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            return play(out, postgres.getJdbcUrl("postgres", "postgres"));
        }
    }

    private static int play(PrintStream out, String url) throws IOException, SQLException, InterruptedException {
        DataSource database = Node.database(url);
        PaymentTable table = new PaymentTable(database);
        table.create();
        int before = table.count();
        String key = newKey();
        try (NodeProcess agent = NodeProcess.start(key, AgentNode.class, url)) {
            out.println("agent     calls pay, and is told that call " + agent.await("PENDING") + " waits for a person");
            agent.kill();
            out.println("          its process is killed");
        }
        try (NodeProcess reviewer = NodeProcess.start(key, ReviewerNode.class, url)) {
            out.println("reviewer  sees in another process: " + reviewer.await("SEEN"));
            out.println("          approves: " + reviewer.await("RECEIPT"));
        }
        out.println("          payments made: " + (table.count() - before) + ", for no process has the tool");
        try (NodeProcess agent = NodeProcess.start(key, AgentNode.class, url, "resume")) {
            out.println("agent     starts again, and hears: " + agent.await("OUTCOME"));
        }
        int payments = table.count() - before;
        out.println("          payments made: " + payments);
        return payments == 1 ? 0 : 1;
    }

    /** A key as an operator makes it once: an id, a colon, and 32 random bytes in Base64. */
    private static String newKey() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return "example:" + Base64.getEncoder().encodeToString(secret);
    }
}
