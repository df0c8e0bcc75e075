package dev.approvals.benchmarks;

import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Many requests that wait at once in one JVM: what each takes of the heap, and how fast a decision wakes its caller. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class PendingCalls {

    static final String REQUESTS = "requests";
    static final String BYTES_EACH = "bytesEach";
    static final String WAKE_NANOS = "wakeNanos";

    private static final int DECIDED = 10_000;
    /** How many requests of one agent wait: as many as may. */
    private static final int EACH = 100;

    private static final Reviewer GRACE = Reviewer.named("grace");

    /** How many wait. */
    @Param("100000")
    public int requests;

    private CountDownLatch shown;
    private Approvals approvals;
    private GatedTool tool;

    /** What is measured. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Figures {
        /** Bytes of the heap for each request, beyond one copy of its payload. */
        public long bytesEach;
        /** From a decision's arrival at the desk to the caller's outcome, the tool's run included: the 99th percentile. */
        public long wakeNanos;
    }

    /** Tells when all requests are before their reviewers. */
    private record Shown(CountDownLatch left) implements AuditSink {
        @Override
        public void append(AuditEvent event) {
            if (event.type().equals(AuditEventType.APPROVAL_NOTIFIED)) {
                left.countDown();
            }
        }

        @Override
        public boolean wantsArguments() {
            return false;
        }
    }

    /** Builds the gate. */
    @Setup
    public void build() {
        shown = new CountDownLatch(requests);
        approvals = Approvals.builder().decideAtDesk().audit(new Shown(shown)).build();
        tool = approvals.gate().tool(AskedCalls.SEND, claim -> claim.executionId());
    }

    /** Closes the gate. */
    @TearDown
    public void close() {
        approvals.close();
    }

    /** Submits all, weighs them, decides on some of them one after the other. */
    @Benchmark
    public List<Pending> pending(Figures figures) throws InterruptedException {
        long before = heapInUse();
        List<Pending> pending = IntStream.range(0, requests)
                .mapToObj(i -> tool.as(agent(i / EACH)).submit(AskedCalls.arguments(i)))
                .toList();
        shown.await();
        figures.bytesEach = (heapInUse() - before) / requests - AskedCalls.PAYLOAD_BYTES;
        figures.wakeNanos = wakeP99(pending);
        return pending;
    }

    private static Requester agent(int number) {
        return Requester.agent("agent-" + number)
                .actingFor(Principal.local("ada"))
                .in("chat-" + number);
    }

    private long wakeP99(List<Pending> pending) {
        int decided = Math.min(requests, DECIDED);
        long[] nanos = IntStream.range(0, decided)
                .mapToLong(i -> wake(pending.get((int) ((long) i * requests / decided))))
                .sorted()
                .toArray();
        return nanos[(int) Math.ceil(nanos.length * 0.99) - 1];
    }

    private long wake(Pending waiting) {
        ReviewDesk desk = approvals.desk();
        ApprovalRequest request = desk.find(waiting.callId()).orElseThrow();
        long start = System.nanoTime();
        desk.decide(request.approve(GRACE, "fine"));
        Outcome outcome = waiting.outcome().toCompletableFuture().join();
        long nanos = System.nanoTime() - start;
        if (!(outcome instanceof Outcome.Returned)) {
            throw new IllegalStateException("The call was approved and was to return, but ended as " + outcome);
        }
        return nanos;
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
