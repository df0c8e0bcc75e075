package dev.approvals.benchmarks;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.audit.InMemoryAuditSink;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.ToolSpec;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of a tool behind the gate that a reviewer is asked about, who approves at once; recorded to memory.
 *
 * <p>An asked call runs through so much code that the compiler has work for half a minute: the warm-up waits for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
public class AskedCalls {

    private static final Reviewer GRACE = Reviewer.named("grace");

    static final ToolSpec SEND = ToolSpec.named("send")
            .parameter("to", String.class)
            .parameter("text", String.class)
            .summary("Send a text to {to}")
            .build();

    private final Approvals approvals = Approvals.builder()
            .approver(request -> request.approve(GRACE, "fine"))
            .askedAMinuteAtMost(Integer.MAX_VALUE)
            .audit(new InMemoryAuditSink())
            .build();

    private final GatedTool tool = approvals
            .gate()
            .as(Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"))
            .tool(SEND, claim -> claim.executionId());

    private int count;

    /** Warms up. */
    @Setup
    public void warmUp() {
        WarmUp.with(this::asked);
    }

    /** Closes the gate. */
    @TearDown
    public void close() {
        approvals.close();
    }

    /** A call with a payload of 1 KB. */
    @Benchmark
    public Outcome asked() {
        Outcome outcome = tool.call(arguments(count++));
        if (!(outcome instanceof Outcome.Returned)) {
            throw new IllegalStateException("The call was to be approved and to return, but ended as " + outcome);
        }
        return outcome;
    }

    static final int PAYLOAD_BYTES = 1_024;

    private static final String TO = "customer-service@example.com";
    private static final String TEXT = "Dear customer, the goods that you asked about are on their way to you. "
            .repeat(16)
            .substring(0, PAYLOAD_BYTES - TO.length() - 10);

    /** Two texts of 1 KB together, new for each number. */
    static Map<String, String> arguments(int number) {
        return Map.of("to", TO, "text", TEXT + String.format("%010d", number));
    }
}
