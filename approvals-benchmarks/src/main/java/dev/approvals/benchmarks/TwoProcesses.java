package dev.approvals.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.outcome.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes from a decision in one process to the caller who waits in another, with PostgreSQL between them. The time
 * begins when the reviewer's process hands the decision to its desk, and ends when the tool starts in the caller's: the
 * decision's commit and the claim's are both in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class TwoProcesses {

    static final StoreKeys KEYS = StoreKeys.of("benchmark", new byte[32]);
    static final String P50_NANOS = "p50Nanos";
    static final String P99_NANOS = "p99Nanos";

    private static final int CONNECTIONS = 8;

    /** How many are decided, one after the other. The first half only warms both processes up. */
    @Param("1000")
    public int requests;

    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> started = new LinkedBlockingQueue<>();
    private EmbeddedPostgres server;
    private HikariDataSource pool;
    private Approvals approvals;
    private GatedTool tool;
    private ReviewingProcess reviewer;

    /** What is measured. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Figures {
        /** The median. */
        public long p50Nanos;
        /** The 99th percentile. */
        public long p99Nanos;
    }

    /** Starts the server, the gate here and the reviewer there. */
    @Setup
    public void start() throws IOException {
        server = Databases.postgres();
        pool = Databases.pool(Databases.url(server), CONNECTIONS, true);
        approvals = Approvals.builder()
                .decideAtDesk()
                .askedAMinuteAtMost(Integer.MAX_VALUE)
                .store(JdbcApprovalStore.postgres(pool))
                .keys(KEYS)
                .audit(new Shown(shown))
                .build();
        tool = approvals
                .gate()
                .as(Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"))
                .tool(AskedCalls.SEND, claim -> started.add(System.nanoTime()));
        reviewer = ReviewingProcess.start(Databases.url(server));
    }

    /** Ends all. */
    @TearDown
    public void close() throws IOException {
        reviewer.close();
        approvals.close();
        pool.close();
        server.close();
    }

    /** Submits one after the other, each decided by the other process. */
    @Benchmark
    public long[] decided(Figures figures) throws IOException, InterruptedException {
        long[] nanos = new long[requests];
        for (int i = 0; i < requests; i++) {
            nanos[i] = one(i);
        }
        long[] warm = Arrays.copyOfRange(nanos, requests / 2, requests);
        Arrays.sort(warm);
        figures.p50Nanos = warm[warm.length / 2];
        figures.p99Nanos = warm[(int) Math.ceil(warm.length * 0.99) - 1];
        return warm;
    }

    private long one(int number) throws IOException, InterruptedException {
        Pending pending = tool.submit(AskedCalls.arguments(number));
        long decidedAt = reviewer.approve(shown.take());
        long startedAt = started.take();
        Outcome outcome = pending.outcome().toCompletableFuture().join();
        if (!(outcome instanceof Outcome.Returned)) {
            throw new IllegalStateException("The call was approved and was to return, but ended as " + outcome);
        }
        return startedAt - decidedAt;
    }
}
