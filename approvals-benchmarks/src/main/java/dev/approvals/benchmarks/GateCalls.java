package dev.approvals.benchmarks;

import static dev.approvals.core.policy.Policies.firstMatch;
import static dev.approvals.core.policy.Policies.when;
import static dev.approvals.core.policy.Policies.whenTool;

import dev.approvals.ApprovalGate;
import dev.approvals.benchmarks.PeerCalls.Arguments;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.audit.InMemoryAuditSink;
import dev.approvals.core.policy.Rule;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One call of a tool behind the gate that nobody is asked about. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class GateCalls {

    /** A gate and the tool behind it. */
    abstract static class Gated {
        private final Approvals approvals;
        final Shelf shelf;

        Gated(ApprovalsBuilder builder, Function<ApprovalGate, Shelf> wrapped) {
            approvals = builder.decideAtDesk().build();
            shelf = wrapped.apply(approvals
                    .gate()
                    .as(Requester.agent("agent")
                            .actingFor(Principal.local("ada"))
                            .in("chat-1")));
        }

        void take() {
            shelf.take("cellar", "box-7");
        }

        /** Closes the gate. */
        @TearDown
        public void close() {
            approvals.close();
        }
    }

    /** An interface behind a gate that allows everything and records nothing. */
    @State(Scope.Thread)
    public static class Allowing extends Gated {
        /** Builds it. */
        public Allowing() {
            super(allowing().withoutAudit(), GateCalls::byInterface);
        }
    }

    /** The same, recording to memory. */
    @State(Scope.Thread)
    public static class Recording extends Gated {
        /** Builds it. */
        public Recording() {
            super(allowing().audit(new InMemoryAuditSink()), GateCalls::byInterface);
        }
    }

    /** A class behind a gate that allows everything and records nothing. */
    @State(Scope.Thread)
    public static class AllowingClass extends Gated {
        /** Builds it. */
        public AllowingClass() {
            super(allowing().withoutAudit(), gate -> gate.wrap(Shelf.Plain.class, new Shelf.Plain()));
        }
    }

    /** A gate with a rule about an argument, recording nothing. */
    @State(Scope.Thread)
    public static class Judging extends Gated {
        /** Builds it. */
        public Judging() {
            super(Approvals.builder().policy(firstMatch(aboutRoom("cellar"))).withoutAudit(), GateCalls::byInterface);
            WarmUp.with(this::take);
        }
    }

    /** A gate with ten rules about ten tools. */
    @State(Scope.Thread)
    public static class TenRules extends Gated {
        /** Builds it. */
        public TenRules() {
            super(Approvals.builder().policy(rules(10)).withoutAudit(), GateCalls::byInterface);
            WarmUp.with(this::take);
        }
    }

    /** A gate with a thousand rules about as many tools. */
    @State(Scope.Thread)
    public static class ThousandRules extends Gated {
        /** Builds it. */
        public ThousandRules() {
            super(Approvals.builder().policy(rules(1_000)).withoutAudit(), GateCalls::byInterface);
            WarmUp.with(this::take);
        }
    }

    private static ApprovalsBuilder allowing() {
        return Approvals.builder().policy(Policy.always(Verdict.allow("all", "for the benchmark")));
    }

    private static Shelf byInterface(ApprovalGate gate) {
        return gate.wrap(Shelf.class, new Shelf.Plain());
    }

    private static Rule aboutRoom(String room) {
        return when("room " + room, call -> room.equals(call.arguments().get("room", String.class)))
                .allow("for the benchmark");
    }

    /** A rule for each of so many tools; the one that is called comes last. */
    private static Policy rules(int count) {
        return firstMatch(IntStream.rangeClosed(1, count)
                .mapToObj(i -> i == count ? "take" : "tool-" + i)
                .map(name -> whenTool("about " + name, tool -> tool.name().equals(name))
                        .then(firstMatch(aboutRoom("cellar"))))
                .toArray(Rule[]::new));
    }

    /** A method without the annotation. */
    @Benchmark
    public String notAnnotated(Allowing gate, Arguments call) {
        return gate.shelf.title(call.room, call.id);
    }

    /** A gated method that is allowed. */
    @Benchmark
    public String allowed(Allowing gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }

    /** The same, recorded. */
    @Benchmark
    public String recorded(Recording gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }

    /** The same on a class. */
    @Benchmark
    public String allowedOnClass(AllowingClass gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }

    /** Allowed for an argument: frozen, masked and judged. */
    @Benchmark
    public String judged(Judging gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }

    /** The same with ten rules. */
    @Benchmark
    public String tenRules(TenRules gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }

    /** The same with a thousand rules. */
    @Benchmark
    public String thousandRules(ThousandRules gate, Arguments call) {
        return gate.shelf.take(call.room, call.id);
    }
}
