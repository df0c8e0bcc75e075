package dev.approvals.core.engine;

import dev.approvals.core.judge.Rulebook;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.node.Caretaker;
import dev.approvals.core.node.Nodes;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to requests without anybody calling or deciding: what is due, what was left behind, what is old. */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration AT_EACH_LOOK = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final Settings settings;
    private final ApprovalStore store;
    private final Rooms rooms;
    private final Threads threads;
    private final Set<String> starting = ConcurrentHashMap.newKeySet();
    private Optional<ApprovalStore.Watch> watch = Optional.empty();
    private volatile Runnable lookAtRunning = () -> {};

    /** The parts of the engine that it uses. */
    record Rooms(
            Requests requests,
            Rulebook rulebook,
            Runner runner,
            Waiting waiting,
            Callers callers,
            Nodes nodes,
            Caretaker caretaker) {}

    /**
     * The threads it uses.
     *
     * @param steps for short steps
     * @param runs for what may take long
     */
    record Threads(ExecutorService steps, ExecutorService runs) {}

    Upkeep(Settings settings, Rooms rooms, Threads threads) {
        this.settings = settings;
        this.store = settings.parts().store();
        this.rooms = rooms;
        this.threads = threads;
    }

    /** Begins to look after requests, first of all those that processes left behind which are gone. */
    void begin(Moves moves, Handbacks handbacks) {
        Caretaker caretaker = rooms.caretaker();
        Recovery recovery = new Recovery(
                rooms.requests(),
                rooms.nodes(),
                rooms.rulebook(),
                store::now,
                new Recovery.Actions(moves::adopt, this::rerun));
        caretaker.lookAfter(
                StoredRow.Kind.REQUEST,
                row -> rooms.requests().read(row).ifPresent(request -> look(request, handbacks)));
        caretaker.lookAfter(
                StoredRow.Kind.NODE,
                row -> threads.runs().execute(() -> rooms.nodes().inherit(row, recovery::recover)));
        rooms.nodes().begin(this::leaseIsBack);
        if (store.capabilities().durable()) {
            chores(recovery);
        }
        if (store.capabilities().shared()) {
            follow();
        }
        caretaker.begin();
    }

    private void chores(Recovery recovery) {
        Caretaker caretaker = rooms.caretaker();
        if (!store.capabilities().shared()) {
            // What others left behind is there at the start, and nothing of it comes later.
            recovery.recoverAll();
            rooms.nodes().endOthers();
        }
        lookAtRunning = caretaker.now("Looking after what was running elsewhere", MINUTE, recovery::recoverRunning);
        caretaker.now("Forgetting what ended long ago", HOUR, this::forget);
        caretaker.now("Calling off calls whose callers have left", SECOND, rooms.callers()::callOffAbandoned);
    }

    private void follow() {
        Elsewhere elsewhere = new Elsewhere(store, rooms.requests(), rooms.waiting());
        Caretaker caretaker = rooms.caretaker();
        caretaker.now("Looking for changes that were hinted at", AT_EACH_LOOK, elsewhere::lookAtHinted);
        caretaker.now("Looking for what callers wait for", SECOND, elsewhere::lookForWaiters);
        caretaker.now("Looking for changes by other processes", HALF_A_MINUTE, elsewhere::lookAtAll);
        watch = Optional.of(store.watch(id -> {
            elsewhere.hint(id);
            caretaker.hint();
        }));
    }

    private void leaseIsBack() {
        rooms.waiting().ids().forEach(rooms.waiting()::wake);
        rooms.caretaker().hint();
    }

    /** A tool was registered: calls may wait for it. */
    void toolCame() {
        lookAtRunning.run();
        rooms.caretaker().hint();
    }

    private void look(Requests.Request request, Handbacks handbacks) {
        switch (request.state().status()) {
            case PENDING -> tick(request);
            case APPROVED -> {
                if (request.state().holder().detached() && !isLate(request)) {
                    runDetached(request);
                } else {
                    tick(request);
                }
            }
            case ENDED -> handbacks.offer(request);
            case CLAIMED -> LOG.debug("Call {} is running", request.file().id());
        }
    }

    private boolean isLate(Requests.Request approved) {
        return approved.state()
                .useBy()
                .map(until -> !store.now().isBefore(until))
                .orElse(true);
    }

    /** Does all that is due: an escalation and a reminder may have come at once. */
    private void tick(Requests.Request request) {
        boolean more = true;
        while (more) {
            more = rooms.requests()
                    .apply(request.file().id(), any -> new Step.Tick())
                    .filter(change ->
                            change.moved() && !change.request().state().ended())
                    .isPresent();
        }
    }

    /**
     * Runs an approved call whose caller was handed the id. A tool that this process does not have is left to others, one
     * that its callers run to them.
     */
    void runDetached(Requests.Request approved) {
        rooms.rulebook()
                .find(approved.file().call().tool().id())
                .filter(tool -> !tool.definition().byCaller()
                        && starting.add(approved.file().id()))
                .ifPresent(tool -> start(approved, () -> rooms.runner().run(approved, tool)));
    }

    private void rerun(Requests.Request lost, Tool tool) {
        if (starting.add(lost.file().id())) {
            start(lost, () -> rooms.runner().rerun(lost, tool));
        }
    }

    private void start(Requests.Request request, Runnable run) {
        String id = request.file().id();
        try {
            threads.runs().execute(() -> {
                try {
                    run.run();
                } catch (RuntimeException e) {
                    LOG.error(
                            "Call {} was approved and could not be begun. Unless its request is over, it is tried again",
                            id,
                            e);
                } finally {
                    starting.remove(id);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("Call {} was approved after the gate was closed, and is not run here", id);
        }
    }

    private void forget() {
        Instant before = store.now().minus(settings.limits().keepEnded());
        int forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            forgotten = store.forget(before, FORGOTTEN_AT_ONCE);
        }
    }

    /** Looks after nothing any more; the lease is given back once the tools that run here have ended. */
    void close() {
        watch.ifPresent(ApprovalStore.Watch::close);
        rooms.caretaker().close();
        rooms.runner().whenIdle(rooms.nodes()::leave);
    }
}
