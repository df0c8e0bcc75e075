package dev.approvals.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.core.Approvals;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Another process, in which a reviewer sits. It is told ids of requests, approves each, and answers when it did, by the clock
 * of {@link System#nanoTime()}: on Linux and macOS that of the whole machine.
 */
final class ReviewingProcess implements AutoCloseable {

    private static final Reviewer GRACE = Reviewer.named("grace");
    private static final int CONNECTIONS = 4;
    private static final String READY = "ready";

    private final Process process;
    private final BufferedWriter told;
    private final BufferedReader answers;

    private ReviewingProcess(Process process) {
        this.process = process;
        this.told = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts it and waits until it is ready. */
    static ReviewingProcess start(String url) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReviewingProcess.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ReviewingProcess started = new ReviewingProcess(process);
        String line = started.answers.readLine();
        if (!READY.equals(line)) {
            throw new IllegalStateException("The reviewing process was to say that it is ready, but said " + line);
        }
        return started;
    }

    /** Has a request approved, and says when. */
    long approve(String requestId) throws IOException {
        told.write(requestId);
        told.newLine();
        told.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("The reviewing process is gone; its last words are above");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() throws IOException {
        told.close();
        process.destroy();
    }

    /**
     * The other process.
     *
     * @param args the database's address
     * @throws IOException if the first process is gone
     */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, UTF_8);
        BufferedReader ids = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (HikariDataSource pool = Databases.pool(args[0], CONNECTIONS, true);
                Approvals approvals = Approvals.builder()
                        .decideAtDesk()
                        .store(JdbcApprovalStore.postgres(pool))
                        .keys(TwoProcesses.KEYS)
                        .withoutAudit()
                        .build()) {
            answers.println(READY);
            for (String id = ids.readLine(); id != null; id = ids.readLine()) {
                answers.println(approve(approvals, id));
            }
        }
    }

    private static long approve(Approvals approvals, String id) {
        ApprovalRequest request = approvals.desk().find(id).orElseThrow();
        long at = System.nanoTime();
        Receipt receipt = approvals.desk().decide(request.approve(GRACE, "fine"));
        if (!receipt.counted()) {
            throw new IllegalStateException("The approval of " + id + " was to count: " + receipt.message());
        }
        return at;
    }
}
