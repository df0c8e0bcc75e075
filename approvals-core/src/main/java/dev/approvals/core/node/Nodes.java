package dev.approvals.core.node;

import dev.approvals.core.ledger.Ids;
import dev.approvals.core.ledger.StoreGuard;
import dev.approvals.core.request.NodeJson;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.core.work.Workers;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that use the same rows: its lease, a row that says until when it counts as living, and what is
 * known of the others. On a store that ends with the process there is nobody else, and no lease. Thread-safe.
 */
public final class Nodes {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    private static final int MOST = 10_000;
    /** How often a lease is renewed before it runs out. */
    private static final int RENEWALS = 3;

    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** How long others are told a process has to look after what another one left behind, before they do it. */
    private static final Duration HEIRS_TIME = Duration.ofMinutes(1);

    private final Timekeeper clock;
    private final ApprovalStore store;
    private final ApprovalStore.Capabilities can;
    private final Duration leasedFor;
    private final boolean host;
    private final ExecutorService workers;
    private final Bell bell;
    private final Outage outage = new Outage(LOG, "Renewing this process's lease in the store");
    private final ReentrantLock renewing = new ReentrantLock();
    /** Every id that this process has had: it takes another one where it was taken for dead. */
    private final Set<String> mine = ConcurrentHashMap.newKeySet();

    private final Map<String, Suspect> suspects = new ConcurrentHashMap<>();

    private volatile String id = name();
    private volatile Instant until;
    private volatile boolean ranOut;
    private volatile boolean leaving;
    private volatile Runnable regained = () -> {};
    private volatile Others others = new Others(Instant.MIN, Map.of());

    /** A process whose lease has run out, as first seen by the clock of this one. */
    private record Suspect(long version, Instant since) {}

    /** Who lived at a moment. */
    private record Others(Instant at, Map<String, NodeJson.NodeFile> living) {}

    /**
     * This process, without a lease yet.
     *
     * @param clock rings, and says for how long the lease is good here
     * @param store where the leases are
     * @param leasedFor after how long without a sign of life a process counts as dead
     * @param host whether somebody here takes outcomes
     * @param workers renew the lease
     */
    public Nodes(Timekeeper clock, ApprovalStore store, Duration leasedFor, boolean host, ExecutorService workers) {
        this.clock = clock;
        this.store = store;
        this.can = store.capabilities();
        this.leasedFor = leasedFor;
        this.host = host;
        this.workers = workers;
        this.bell = new Bell(clock, this::ring);
        this.until = can.durable() ? Instant.MIN : Instant.MAX;
        mine.add(id);
    }

    private static String name() {
        return "node-" + Ids.random();
    }

    /** {@return the id of this process, which the requests that it holds carry} */
    public String id() {
        return id;
    }

    /**
     * Takes the lease.
     *
     * @param again told when a lease that had run out is there again; must not block
     * @throws RuntimeException if the store cannot be reached
     */
    public void begin(Runnable again) {
        regained = again;
        if (can.durable()) {
            renew();
            bell.by(clock.now().plus(leasedFor.dividedBy(RENEWALS)));
        }
    }

    /** Whether this process may begin to run something: not while others may think that it is dead. */
    public boolean mayClaim() {
        return isLeased() || (outage.tried(this::renew) && isLeased());
    }

    private boolean isLeased() {
        return clock.now().isBefore(until);
    }

    /** {@return whether this id is one of this process} */
    public boolean isMine(String node) {
        return mine.contains(node);
    }

    /**
     * Whether a process that holds a request will not look after it any more.
     *
     * @param node its id
     * @return true if its lease was taken over or given back, or the store is for one process, and that is this one
     */
    public boolean isGone(String node) {
        return !mine.contains(node) && living(node).isEmpty();
    }

    /** Who lived a moment ago still counts; who was not seen then may have come since. */
    private Optional<NodeJson.NodeFile> living(String node) {
        if (!can.shared()) {
            return Optional.empty();
        }
        boolean lately = clock.now().isBefore(others.at().plus(AGAIN));
        Optional<NodeJson.NodeFile> seen =
                Optional.ofNullable(others.living().get(node)).filter(any -> lately);
        return seen.or(() -> Optional.ofNullable(read().living().get(node)));
    }

    /** Whether another process lives in which somebody takes outcomes. */
    public boolean hasHost(String node) {
        return living(node).filter(NodeJson.NodeFile::host).isPresent();
    }

    /** {@return whether somebody takes outcomes in any process that used the store lately, even if it is away now} */
    public boolean anyHost() {
        return host || (can.durable() && everHadHost());
    }

    private boolean everHadHost() {
        return store.list(ApprovalStore.Filter.of(StoredRow.Kind.NODE), "", MOST).stream()
                .filter(row -> !row.id().equals(StoreGuard.ID))
                .anyMatch(row -> NodeJson.read(row.content()).host());
    }

    private Others read() {
        Map<String, NodeJson.NodeFile> living = new HashMap<>();
        open().stream().filter(Nodes::isLiving).forEach(row -> living.put(row.id(), NodeJson.read(row.content())));
        Others read = new Others(clock.now(), Map.copyOf(living));
        others = read;
        return read;
    }

    private List<StoredRow> open() {
        return store.list(ApprovalStore.Filter.of(StoredRow.Kind.NODE, RequestStatus.PENDING), "", MOST);
    }

    private void ring() {
        try {
            workers.execute(this::renewAndRest);
        } catch (RejectedExecutionException e) {
            // The gate was closed while tools were running, and leaves them to end.
            Workers.single("approvals-lease", this::renewAndRest);
        }
    }

    private void renewAndRest() {
        boolean done = outage.tried(this::renew);
        if (!done && !isLeased()) {
            sayRanOut();
        }
        bell.by(clock.now().plus(done ? leasedFor.dividedBy(RENEWALS) : AGAIN));
    }

    private void sayRanOut() {
        if (!ranOut) {
            ranOut = true;
            LOG.error(
                    "The lease of this process, {}, ran out in {}: others may take its calls over, and it runs none until"
                            + " the lease is renewed",
                    id,
                    leasedFor);
        }
    }

    private void renew() {
        renewing.lock();
        try {
            if (leaving) {
                return;
            }
            Instant begun = clock.now();
            boolean late = !begun.isBefore(until) && !until.equals(Instant.MIN);
            if (late) {
                sayRanOut();
            }
            if (!prolonged()) {
                takeAnother();
            }
            until = begun.plus(leasedFor);
            if (late) {
                ranOut = false;
                LOG.warn("The lease of this process is renewed, as {}", id);
                regained.run();
            }
        } finally {
            renewing.unlock();
        }
    }

    /** Prolongs the lease; false where there is none to be prolonged. */
    private boolean prolonged() {
        try {
            Optional<StoredRow> row = store.get(id);
            while (row.filter(Nodes::isLiving).isPresent()) {
                if (store.compareAndSet(next(row.get(), RequestStatus.PENDING, leaseEnd(), ""), List.of())) {
                    return true;
                }
                row = store.get(id);
            }
            return false;
        } catch (BrokenSealException e) {
            LOG.debug("The lease was changed by somebody without the key", e);
            return false;
        }
    }

    private static boolean isLiving(StoredRow row) {
        return row.status() == RequestStatus.PENDING
                && NodeJson.readHeir(row.state()).isEmpty();
    }

    /** The first lease, or another one: who was taken for dead does not come back under the same name. */
    private void takeAnother() {
        String name = until.equals(Instant.MIN) ? id : name();
        mine.add(name);
        store.createOrFind(
                new StoredRow(
                        name,
                        StoredRow.Kind.NODE,
                        1,
                        StoredRow.Keys.NONE,
                        RequestStatus.PENDING,
                        leaseEnd(),
                        NodeJson.write(new NodeJson.NodeFile(host, store.now())),
                        NodeJson.heir("")),
                List.of());
        id = name;
    }

    private Optional<Instant> leaseEnd() {
        return Optional.of(store.now().plus(leasedFor));
    }

    private static StoredRow next(StoredRow row, RequestStatus status, Optional<Instant> dueAt, String heir) {
        return new StoredRow(
                row.id(), row.kind(), row.version() + 1, row.keys(), status, dueAt, row.content(), NodeJson.heir(heir));
    }

    /**
     * Looks at the lease of a process that ran out: whoever takes it over looks after what was left behind.
     *
     * @param row the lease
     * @param recover looks after all that a process held, by its id
     */
    public void inherit(StoredRow row, Consumer<String> recover) {
        if (mine.contains(row.id())) {
            outage.tried(this::renew);
            return;
        }
        if (!isSilent(row)) {
            return;
        }
        Duration time = leasedFor.compareTo(HEIRS_TIME) > 0 ? leasedFor : HEIRS_TIME;
        StoredRow taken =
                next(row, RequestStatus.PENDING, Optional.of(store.now().plus(time)), id);
        if (store.compareAndSet(taken, List.of())) {
            LOG.warn("Process {} has given no sign of life for {}: its calls are taken over", row.id(), leasedFor);
            recover.accept(row.id());
            store.compareAndSet(next(taken, RequestStatus.ENDED, Optional.empty(), id), List.of());
        }
    }

    /**
     * Whether a lease that ran out was not renewed for a while by the clock of this process either: where the store's clock was
     * set forward, all leases run out at once, and whoever lives renews its own soon.
     */
    private boolean isSilent(StoredRow row) {
        Instant now = clock.now();
        Suspect suspect = suspects.merge(
                row.id(),
                new Suspect(row.version(), now),
                (before, seen) -> before.version() == seen.version() ? before : seen);
        boolean silent = !now.isBefore(suspect.since().plus(leasedFor.dividedBy(RENEWALS)));
        if (silent) {
            suspects.remove(row.id());
        }
        return silent;
    }

    /** Ends the leases of all others, where the store is for one process and what they held has been looked after. */
    public void endOthers() {
        open().stream()
                .filter(row -> !mine.contains(row.id()))
                .forEach(row -> store.compareAndSet(next(row, RequestStatus.ENDED, Optional.empty(), id), List.of()));
    }

    /** Gives the lease back: nothing is held here any more. */
    public void leave() {
        if (!can.durable()) {
            return;
        }
        renewing.lock();
        try {
            leaving = true;
            bell.close();
            store.get(id)
                    .filter(Nodes::isLiving)
                    .ifPresent(row ->
                            store.compareAndSet(next(row, RequestStatus.ENDED, Optional.empty(), ""), List.of()));
        } catch (RuntimeException e) {
            LOG.warn("The lease of {} could not be given back; it runs out in {}", id, leasedFor, e);
        } finally {
            until = Instant.MIN;
            renewing.unlock();
        }
    }
}
