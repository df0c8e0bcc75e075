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

    private static final Measure NOT_SYNCED = cpu("JournalCalls.notSynced");
    private static final Measure BY_SOME = time("JournalCalls.onDiskBySome");
    private static final Measure BY_MANY = time("JournalCalls.onDiskByMany");
    private static final Peer POSTGRES_BY_SOME = new Peer("16 with a row each", time("JournalPeers.postgresBySome"));
    private static final Peer RAW_ON_DISK = new Peer("raw write and fdatasync", time("JournalPeers.rawOnDisk"));

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
                    1.0),
            new Figure(
                    "inbox, 500 viewers, p99",
                    new Measure("ManyViewers.decided", ManyViewers.SEEN_NANOS, Measure.Unit.TIME),
                    new Limit(500_000_000),
                    1.0),
            new Figure(
                    "Slack, click to run, p50",
                    bySocketMode(SlackCalls.P50_NANOS, Measure.Unit.TIME),
                    new Peer(
                            "the SDK's click to ack",
                            new Measure("SlackCalls.bySdk", SlackCalls.P50_NANOS, Measure.Unit.TIME)),
                    1.0),
            new Figure(
                    "Slack, click to run, p99",
                    bySocketMode(SlackCalls.P99_NANOS, Measure.Unit.TIME),
                    new Limit(150_000_000),
                    1.0),
            new Figure(
                    "Slack, click to ack, p99",
                    bySocketMode(SlackCalls.ACK_P99_NANOS, Measure.Unit.TIME),
                    new Limit(3_000_000_000.0),
                    1.0),
            new Figure(
                    "Slack by HTTP, p50",
                    new Measure("SlackCalls.byHttp", SlackCalls.P50_NANOS, Measure.Unit.TIME),
                    new Limit(10_000_000),
                    1.0),
            new Figure(
                    "Slack by HTTP, p99",
                    new Measure("SlackCalls.byHttp", SlackCalls.P99_NANOS, Measure.Unit.TIME),
                    new Limit(150_000_000),
                    1.0),
            new Figure(
                    "Slack, 1,000 cards, each",
                    bySocketMode(SlackCalls.MESSAGE_NANOS, Measure.Unit.TIME),
                    new Limit(1e9 / SlackRooms.CHANNELS),
                    1.11),
            new Figure(
                    "Slack, 1,000 cards, refused",
                    bySocketMode(SlackCalls.REFUSED, Measure.Unit.COUNT),
                    new Limit(10),
                    1.0),
            new Figure("journal, on disk", time("JournalCalls.onDisk"), RAW_ON_DISK, 1.15),
            new Figure(
                    "journal, on disk, SQLite",
                    time("JournalCalls.onDisk"),
                    new Peer("a row in SQLite", time("JournalPeers.sqlite")),
                    1.0),
            new Figure(
                    "journal, on disk, PostgreSQL",
                    time("JournalCalls.onDisk"),
                    new Peer("a row in PostgreSQL", time("JournalPeers.postgres")),
                    1.0),
            new Figure("journal, 16 threads", BY_SOME, RAW_ON_DISK, 0.125),
            new Figure(
                    "journal, 16, SQLite",
                    BY_SOME,
                    new Peer("16 with a row each", time("JournalPeers.sqliteBySome")),
                    1.0),
            new Figure("journal, 16, PostgreSQL", BY_SOME, POSTGRES_BY_SOME, 1.0),
            new Figure("journal, 64 threads", BY_MANY, RAW_ON_DISK, 0.067),
            new Figure(
                    "journal, 64, SQLite",
                    BY_MANY,
                    new Peer("64 with a row each", time("JournalPeers.sqliteByMany")),
                    1.0),
            new Figure(
                    "journal, 64, PostgreSQL",
                    BY_MANY,
                    new Peer("64 with a row each", time("JournalPeers.postgresByMany")),
                    1.0),
            new Figure(
                    "journal, syncs of 1,000",
                    new Measure("JournalCalls.onDiskByMany", JournalCalls.SYNCS, Measure.Unit.COUNT),
                    new Limit(25),
                    1.0),
            new Figure("journal, not synced", NOT_SYNCED, new Peer("raw write", cpu("JournalPeers.raw")), 2.2),
            new Figure(
                    "journal, Logback",
                    NOT_SYNCED,
                    new Peer("Logback immediateFlush", cpu("JournalPeers.logback")),
                    1.0),
            new Figure(
                    "journal, chain and tree",
                    cpu("JournalCalls.chainAndTree"),
                    new Peer("SHA-256 of the same bytes", cpu("JournalPeers.sha256")),
                    1.75),
            new Figure(
                    "journal in PostgreSQL",
                    time("JournalCalls.postgres"),
                    new Peer("a row in PostgreSQL", time("JournalPeers.postgres")),
                    1.15),
            new Figure("the same, 16 threads", time("JournalCalls.postgresBySome"), POSTGRES_BY_SOME, 1.0),
            new Figure(
                    "journaled, allowed",
                    cpu("JournaledCalls.allowed"),
                    new Peer("Logback, the same bytes", cpu("JournalPeers.logbackOfACall")),
                    1.0),
            new Figure(
                    "journaled, allowed, a sync",
                    new Measure("JournaledCalls.allowedOnDisk", JournaledCalls.NANOS_EACH_SYNC, Measure.Unit.TIME),
                    RAW_ON_DISK,
                    1.15),
            new Figure(
                    "journaled, asked, a sync",
                    new Measure("JournaledCalls.asked", JournaledCalls.NANOS_EACH_SYNC, Measure.Unit.TIME),
                    RAW_ON_DISK,
                    1.15),
            new Figure(
                    "journaled, asked, syncs",
                    new Measure("JournaledCalls.asked", JournaledCalls.SYNCS_EACH_CALL, Measure.Unit.COUNT),
                    new Limit(2),
                    1.0));

    private static Measure bySocketMode(String result, Measure.Unit unit) {
        return new Measure("SlackCalls.bySocketMode", result, unit);
    }

    /** What is measured beside ours, if anything is. */
    Optional<Measure> measuredBeside() {
        return yardstick instanceof Peer peer ? Optional.of(peer.measure()) : Optional.empty();
    }

    /** What it is held against, in words. */
    String against() {
        return yardstick instanceof Peer peer ? peer.name() : "limit";
    }
}
