package dev.approvals.testkit.nodes;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Nodes in one JVM that share rows and a clock, and can be killed. */
final class Cluster implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long PATIENCE_SECONDS = 30;
    /** Each node waits for its next look at what is due, and for the next renewal of its lease. */
    private static final int ALARMS_OF_A_NODE = 2;

    final ManualTimekeeper clock = ManualTimekeeper.create();
    final ApprovalStore rows = new InMemoryApprovalStore(clock);
    final AtomicLong epoch = new AtomicLong();
    final StoreKeys keys = StoreKeys.random();
    private final List<Node> nodes = new ArrayList<>();
    private final boolean shared;

    private Cluster(boolean shared) {
        this.shared = shared;
    }

    static Cluster shared() {
        return new Cluster(true);
    }

    /** A store that survives its process, and is for one at a time. */
    static Cluster ofOne() {
        return new Cluster(false);
    }

    Node start(String name) {
        return start(name, builder -> {});
    }

    Node start(String name, Consumer<ApprovalsBuilder> more) {
        return start(name, TestReviewer.later("alice"), more);
    }

    Node start(String name, TestReviewer reviewer, Consumer<ApprovalsBuilder> more) {
        NodeStore store = store();
        Node node = new Node(name, store, reviewer, builder -> {
            builder.clock(clock)
                    .store(store)
                    .keys(keys)
                    .cipher(AesPayloadCipher.of(keys))
                    .leasedFor(LEASE)
                    .realm("test");
            more.accept(builder);
        });
        nodes.add(node);
        return node;
    }

    NodeStore store() {
        return new NodeStore(rows, shared, epoch::get);
    }

    /** Lets time go on, a second at a time, until something is so. */
    void until(String what, BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("Waited in vain for " + what + "\n" + nodes);
            }
            tick();
        }
    }

    /** Lets some time go on, so that every node has done what it does each second. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            tick();
        }
    }

    private void tick() {
        if (living() > 0) {
            clock.awaitAlarms((int) living() * ALARMS_OF_A_NODE);
        }
        clock.advance(SECOND);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    /** Waits, without any time going on, until something is so. */
    void await(String what, BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("Waited in vain for " + what + "\n" + nodes);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** The end of a request, as a node sees it. */
    ApprovalRequest end(Node node, String requestId) {
        until(
                "the end of " + requestId,
                () -> node.request(requestId).progress().status() == RequestStatus.ENDED);
        return node.request(requestId);
    }

    /** How far a request is, as it is stored. */
    RequestStatus status(String requestId) {
        return rows.get(requestId).map(StoredRow::status).orElseThrow();
    }

    /** Lets time go on until those that live have taken over from those that are gone. */
    void untilInherited() {
        ApprovalStore.Filter leases = ApprovalStore.Filter.of(StoredRow.Kind.NODE, RequestStatus.PENDING);
        until(
                "the dead to be inherited",
                () -> rows.list(leases, "", nodes.size()).size() == living());
    }

    private long living() {
        return nodes.stream().filter(Node::lives).count();
    }

    /** Lets time go on until it is written down that the host took an outcome: a moment after it did. */
    void handedBack(String requestId) {
        until(
                "the outcome of " + requestId + " to be handed back",
                () -> rows.events(requestId).stream()
                        .anyMatch(event -> event.type().equals(AuditEventType.OUTCOME_DELIVERED)
                                && event.fact("to").equals("host")));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
