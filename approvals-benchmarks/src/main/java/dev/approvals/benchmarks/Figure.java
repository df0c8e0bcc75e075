package dev.approvals.benchmarks;

import static dev.approvals.benchmarks.Measure.cpu;
import static dev.approvals.benchmarks.Measure.time;

import java.util.List;
import java.util.Optional;

/**
 * One line of the table: a number of ours, what it is held against, and how large their ratio may be.
 *
 * @param name what is measured
 * @param ours our number
 * @param yardstick what it is held against
 * @param target the largest ratio that is good enough
 */
record Figure(String name, Measure ours, Yardstick yardstick, double target) {

    /** What a number of ours is held against. */
    sealed interface Yardstick {}

    /**
     * A number measured in the same run.
     *
     * @param name whose it is
     * @param measure the number
     */
    record Peer(String name, Measure measure) implements Yardstick {}

    /**
     * A fixed number.
     *
     * @param value the number, in the unit of ours
     */
    record Limit(double value) implements Yardstick {}

    private static final Measure ALLOWED = cpu("GateCalls.allowed");
    private static final Measure JUDGED = cpu("GateCalls.judged");
    private static final Peer PLAIN_PROXY = new Peer("JDK proxy with Method.invoke", cpu("PeerCalls.plainProxy"));

    /** Every figure, in the order of the table. */
    static final List<Figure> ALL = List.of(
            new Figure("not annotated", cpu("GateCalls.notAnnotated"), PLAIN_PROXY, 1.2),
            new Figure("allowed", ALLOWED, PLAIN_PROXY, 2.0),
            new Figure("allowed, Spring AOP", ALLOWED, new Peer("empty advice", cpu("PeerCalls.springAop")), 0.4),
            new Figure(
                    "allowed, Spring Security",
                    ALLOWED,
                    new Peer("@PreAuthorize, a role", cpu("PeerCalls.preAuthorize")),
                    0.03),
            new Figure(
                    "allowed, recorded in memory",
                    cpu("GateCalls.recorded"),
                    new Peer("Resilience4j CircuitBreaker", cpu("PeerCalls.circuitBreaker")),
                    0.9),
            new Figure(
                    "allowed, on a class",
                    cpu("GateCalls.allowedOnClass"),
                    new Peer("ours, on an interface", ALLOWED),
                    1.0),
            new Figure(
                    "allowed for an argument",
                    JUDGED,
                    new Peer("@PreAuthorize, an argument", cpu("PeerCalls.preAuthorizeArgument")),
                    1.0),
            new Figure(
                    "one rule out of 1,000",
                    cpu("GateCalls.thousandRules"),
                    new Peer("one rule out of 10", cpu("GateCalls.tenRules")),
                    2.0),
            new Figure("asked", cpu("AskedCalls.asked"), new Limit(100_000), 1.0),
            new Figure(
                    "pending, heap each",
                    new Measure("PendingCalls.pending", PendingCalls.BYTES_EACH, Measure.Unit.SIZE),
                    new Limit(1_500),
                    1.0),
            new Figure(
                    "pending, wake p99",
                    new Measure("PendingCalls.pending", PendingCalls.WAKE_NANOS, Measure.Unit.TIME),
                    new Limit(50_000_000),
                    1.0),
            new Figure(
                    "PostgreSQL, a pair",
                    time("StoreCalls.postgres"),
                    new Peer("JDBC written by hand", time("StoreCalls.postgresByHand")),
                    1.25),
            new Figure(
                    "SQLite, a pair",
                    time("StoreCalls.sqlite"),
                    new Peer("JDBC written by hand", time("StoreCalls.sqliteByHand")),
                    1.25),
            new Figure(
                    "two processes, p50",
                    new Measure("TwoProcesses.decided", TwoProcesses.P50_NANOS, Measure.Unit.TIME),
                    new Limit(10_000_000),
                    1.0),
            new Figure(
                    "two processes, p99",
                    new Measure("TwoProcesses.decided", TwoProcesses.P99_NANOS, Measure.Unit.TIME),
                    new Limit(150_000_000),
                    1.0));

    /** What is measured beside ours, if anything is. */
    Optional<Measure> measuredBeside() {
        return yardstick instanceof Peer peer ? Optional.of(peer.measure()) : Optional.empty();
    }

    /** What it is held against, in words. */
    String against() {
        return yardstick instanceof Peer peer ? peer.name() : "limit";
    }
}
