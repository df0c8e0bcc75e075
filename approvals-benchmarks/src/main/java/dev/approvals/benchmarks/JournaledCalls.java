package dev.approvals.benchmarks;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.journal.Durability;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.home.Folder;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One call of a tool behind a gate that writes to a journal, by one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1_000, timeUnit = TimeUnit.MILLISECONDS)
public class JournaledCalls {

    static final String SYNCS_EACH_CALL = "syncsEachCall";
    static final String NANOS_EACH_SYNC = "nanosEachSync";

    private static final Reviewer GRACE = Reviewer.named("grace");
    private static final Map<String, String> ARGUMENTS =
            Map.of("to", "customer-service@example.com", "text", "The goods are on their way.");

    /** A gate, its journal and a tool behind it. */
    abstract static class Journaled {
        private final Path folder = Samples.newFolder().resolve("audit");
        private final CountedHome home = new CountedHome(new Folder(folder));
        private final Journal journal;
        private final Approvals approvals;
        private final GatedTool tool;

        Journaled(JournalOptions options, ApprovalsBuilder builder) {
            journal = Journal.open(home, options);
            approvals = builder.audit(journal).build();
            tool = approvals
                    .gate()
                    .as(Requester.agent("agent")
                            .actingFor(Principal.local("ada"))
                            .in("chat-1"))
                    .tool(AskedCalls.SEND, claim -> "sent");
        }

        Outcome call() {
            Outcome outcome = tool.call(ARGUMENTS);
            if (!(outcome instanceof Outcome.Returned)) {
                throw new IllegalStateException("The call was to return, but ended as " + outcome);
            }
            return outcome;
        }

        /** Closes both. */
        @TearDown
        public void close() {
            approvals.close();
            journal.close();
        }
    }

    private static ApprovalsBuilder allowing() {
        return Approvals.builder().decideAtDesk().policy(Policy.always(Verdict.allow("all", "for the benchmark")));
    }

    /** The lines that a journal gets for one call that is allowed. */
    static List<String> linesOfOneCall() {
        Journaled gate = new OnDisk();
        gate.call();
        gate.close();
        try (Stream<Path> files = Files.list(gate.folder)) {
            Path segment = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(segment).stream()
                    .filter(line -> line.contains("\"type\":\"action."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Allows everything; nothing is put on disk, neither for an event nor, once a second, for a checkpoint. */
    @State(Scope.Thread)
    public static class NotSynced extends Journaled {
        /** Builds it and warms it up. */
        public NotSynced() {
            super(JournalCalls.notSynced(), allowing());
            WarmUp.with(this::call);
        }
    }

    /** Allows everything; every event is put on disk. */
    @State(Scope.Thread)
    public static class OnDisk extends Journaled {
        /** Builds it. */
        public OnDisk() {
            super(JournalOptions.standard().durability(event -> Durability.DISK), allowing());
        }
    }

    /** Asks a reviewer, who approves at once; the journal is as it usually is. */
    @State(Scope.Thread)
    public static class Asking extends Journaled {
        /** Builds it. */
        public Asking() {
            super(
                    JournalOptions.standard(),
                    Approvals.builder()
                            .approver(request -> request.approve(GRACE, "fine"))
                            .askedAMinuteAtMost(Integer.MAX_VALUE));
        }
    }

    /** What is counted, from the beginning of an iteration on. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counts {
        /** How often the disk is waited for in one call. */
        public double syncsEachCall;
        /** How long a call takes for each time that the disk is waited for. */
        public double nanosEachSync;

        private long calls;
        private long begun;
        private long before;

        /** Begins anew. */
        @Setup(Level.Iteration)
        public void begin() {
            calls = 0;
            begun = 0;
        }

        Outcome of(Journaled gate) {
            if (calls == 0) {
                begun = System.nanoTime();
                before = gate.home.syncs();
            }
            Outcome outcome = gate.call();
            calls++;
            double syncs = gate.home.syncs() - before;
            syncsEachCall = syncs / calls;
            nanosEachSync = (System.nanoTime() - begun) / syncs;
            return outcome;
        }
    }

    /** Allowed, and written to the journal without waiting for the disk. */
    @Benchmark
    public Outcome allowed(NotSynced gate) {
        return gate.call();
    }

    /** Allowed, with every event on disk. */
    @Benchmark
    public Outcome allowedOnDisk(OnDisk gate, Counts counts) {
        return counts.of(gate);
    }

    /** Asked about and approved. */
    @Benchmark
    public Outcome asked(Asking gate, Counts counts) {
        return counts.of(gate);
    }
}
