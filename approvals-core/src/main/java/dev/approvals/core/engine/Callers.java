package dev.approvals.core.engine;

import dev.approvals.core.judge.Settings;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What callers do about a request that they wait for, on their own thread or not. */
final class Callers {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    /** What those are told whose calls the gate did not take to an end. */
    static final String CLOSED = "The gate was closed.";

    private final Requests requests;
    private final Waiting waiting;
    private final Runner runner;
    private final Timekeeper clock;
    private final ApprovalStore store;
    private final Duration waitAtMost;
    private final Nodes nodes;
    private volatile boolean closed;
    /** Calls whose callers left while the store was away, by id. */
    private final Map<String, Step> abandoned = new ConcurrentHashMap<>();

    Callers(Requests requests, Waiting waiting, Runner runner, Nodes nodes, Settings settings) {
        this.nodes = nodes;
        this.requests = requests;
        this.waiting = waiting;
        this.runner = runner;
        this.clock = settings.parts().clock();
        this.store = settings.parts().store();
        this.waitAtMost = settings.limits().waitAtMost();
    }

    /**
     * Waits for the end of a request; the tool runs on this thread.
     *
     * @throws ApprovalException.Pending if the call may run later and the caller was handed the id
     */
    Outcome await(Opened opened, Tool tool) {
        String id = opened.id();
        Waiting.Blocked waiter = waiting.blocked();
        waiting.add(id, waiter);
        Timekeeper.Alarm patience =
                opened.file().terms().runLater() ? clock.at(clock.now().plus(waitAtMost), waiter::timeUp) : () -> {};
        try {
            Optional<Outcome> outcome = look(opened, tool, waiter);
            while (outcome.isEmpty()) {
                if (waiter.isTimeUp()) {
                    handOver(opened);
                }
                waiter.await();
                outcome = look(opened, tool, waiter);
            }
            return outcome.get();
        } catch (InterruptedException e) {
            Optional<Outcome> left = leave(opened, waiter, RefusalCode.CANCELLED, "The caller was interrupted.");
            Thread.currentThread().interrupt();
            return left.orElseThrow(() -> pending(opened));
        } catch (ApprovalException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be followed in the store", id, e);
            return leave(opened, waiter, RefusalCode.STORE_FAILED, String.valueOf(e))
                    .orElseThrow(() -> pending(opened));
        } finally {
            patience.cancel();
            waiting.remove(id, waiter);
        }
    }

    /** Looks at a request again and does what is to be done; empty while there is nothing but to wait. */
    private Optional<Outcome> look(Opened opened, Tool tool, Waiting.Waiter waiter) {
        return advance(opened, tool, waiter, now -> runner.run(now, tool)).map(CompletableFuture::join);
    }

    /**
     * As {@link #look}, without waiting for the tool.
     *
     * @param run runs the tool of an approved request
     */
    Optional<CompletableFuture<Outcome>> advance(
            Opened opened,
            Tool tool,
            Waiting.Waiter waiter,
            Function<Requests.Request, Optional<CompletableFuture<Outcome>>> run) {
        String id = opened.id();
        if (closed && isHeldElsewhere(opened)) {
            return done(refused(opened, RefusalCode.CANCELLED, CLOSED));
        }
        Optional<Requests.Request> found;
        try {
            found = requests.settled(id);
        } catch (BrokenSealException e) {
            return done(waiter.seen().orElseGet(() -> broken(opened, e)));
        }
        if (found.isEmpty()) {
            return done(waiter.seen()
                    .orElseGet(() -> refused(opened, RefusalCode.STORE_FAILED, "The request is no longer kept.")));
        }
        Requests.Request now = found.get();
        return switch (now.state().status()) {
            case ENDED -> done(collect(now, tool, waiter));
            case APPROVED -> now.state().holder().detached() ? Optional.empty() : run.apply(now);
            case PENDING -> {
                if (!store.now().isBefore(now.file().terms().decideBy())) {
                    requests.apply(id, any -> new Step.Tick());
                }
                yield Optional.empty();
            }
            case CLAIMED -> Optional.empty();
        };
    }

    /** Claims an approved request and runs its tool on this thread; empty where somebody else was faster. */
    Optional<CompletableFuture<Outcome>> run(Requests.Request approved, Tool tool) {
        return runner.run(approved, tool);
    }

    /** The last look, once the gate was closed: nothing is run any more, and a tool that is running is left to end. */
    Optional<Outcome> lastLook(Opened opened, Tool tool, Waiting.Waiter waiter) {
        Optional<Requests.Request> now = requests.find(opened.id());
        if (now.filter(request -> request.state().ended()).isPresent()) {
            return Optional.of(collect(now.get(), tool, waiter));
        }
        return now.filter(request -> request.state().status() == RequestStatus.CLAIMED)
                        .isPresent()
                ? Optional.empty()
                : leave(opened, waiter, RefusalCode.CANCELLED, CLOSED);
    }

    /** Somebody without the key has changed the request: it will not be run; whether it was, its row does not tell. */
    private Outcome broken(Opened opened, BrokenSealException why) {
        boolean started = requests.known(opened.id())
                .filter(seen -> seen.state().status() == RequestStatus.CLAIMED)
                .isPresent();
        return started
                ? new Outcome.Unknown(opened.file().subject())
                : refused(opened, RefusalCode.INVALIDATED, String.valueOf(why.getMessage()));
    }

    /** Whether a joined request was called off by others, so that a caller who has not left asks for itself. */
    static boolean calledOffByOthers(Outcome outcome, String ownId) {
        return outcome instanceof Outcome.Refused refused
                && refused.code().equals(RefusalCode.CANCELLED)
                && !outcome.callId().equals(ownId);
    }

    private static Optional<CompletableFuture<Outcome>> done(Outcome outcome) {
        return Optional.of(CompletableFuture.completedFuture(outcome));
    }

    private Outcome collect(Requests.Request ended, Tool tool, Waiting.Waiter waiter) {
        Ending ending = ended.state().ending().orElseThrow();
        collected(ended);
        return waiter.seen().orElseGet(() -> Outcomes.again(ended.file().subject(), ending, tool));
    }

    /** A caller is told the end of a call that was handed over: an equal call is a new one from now on. */
    void collected(Requests.Request ended) {
        if (ended.state().holder().detached() && !ended.state().holder().collected()) {
            requests.apply(ended.file().id(), any -> new Step.Collect());
        }
    }

    /** Hands the caller the id, unless the call has been started or has ended meanwhile. */
    private void handOver(Opened opened) {
        if (detach(opened.id())) {
            throw pending(opened);
        }
    }

    /** Lets a call go on without its caller, unless it has been started or has ended. */
    boolean detach(String id) {
        return requests.apply(id, any -> new Step.Detach())
                .filter(change -> change.recorded() && !(change.progress() instanceof Progress.Rejected))
                .isPresent();
    }

    private static ApprovalException.Pending pending(Opened opened) {
        return new ApprovalException.Pending(opened.file().call().tool().name(), opened.id());
    }

    /** Has somebody look again in a second. */
    void lookLater(Waiting.Waiter waiter) {
        clock.at(clock.now().plusSeconds(1), waiter::wake);
    }

    /** Nobody waits any more. */
    void forget(Opened opened, Waiting.Waiter waiter) {
        waiting.remove(opened.id(), waiter);
    }

    /**
     * A caller leaves: the call is called off, unless it was handed over, or others wait for it too.
     *
     * @return how it ended for this caller; empty for a call that was handed over, or may have been, and goes on
     */
    Optional<Outcome> leave(Opened opened, Waiting.Waiter waiter, RefusalCode code, String why) {
        String id = opened.id();
        if (waiting.remove(id, waiter) || isHeldElsewhere(opened)) {
            return Optional.of(refused(opened, code, why));
        }
        Step callOff = new Step.CallOff(code, why);
        try {
            Optional<Requests.Change> change =
                    requests.apply(id, now -> now.state().holder().detached() ? new Step.Tick() : callOff);
            return change.isPresent() ? left(change.get().request()) : Optional.of(refused(opened, code, why));
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be called off; that is made up for once the store is back", id, e);
            abandoned.put(id, callOff);
            return opened.file().terms().runLater() ? Optional.empty() : Optional.of(refused(opened, code, why));
        }
    }

    /** A request that was joined: its own caller waits for it in another process. */
    private boolean isHeldElsewhere(Opened opened) {
        return !nodes.isMine(opened.node());
    }

    /** The gate is closed: calls that wait here are called off, unless they are another process's. */
    void close() {
        closed = true;
        for (String id : waiting.ids()) {
            try {
                requests.apply(
                        id,
                        now -> now.state().holder().detached()
                                        || !nodes.isMine(now.state().holder().node())
                                ? new Step.Tick()
                                : new Step.CallOff(RefusalCode.CANCELLED, CLOSED));
            } catch (RuntimeException e) {
                LOG.error("Call {} could not be called off as the gate closed; its process counts as gone soon", id, e);
            }
            waiting.wake(id);
        }
    }

    /** The gate is closed: a call is called off, unless it was handed over and may go on elsewhere. */
    void callOff(String id) {
        boolean gone = !store.capabilities().durable();
        try {
            requests.apply(
                    id,
                    now -> now.state().holder().detached() && !gone
                            ? new Step.Tick()
                            : new Step.CallOff(RefusalCode.CANCELLED, CLOSED));
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be called off as the gate closed; nobody is left to run it", id, e);
        }
    }

    /** Calls off what could not be called off when its caller left. */
    void callOffAbandoned() {
        abandoned.forEach((id, callOff) -> {
            requests.apply(id, now -> now.state().holder().detached() ? new Step.Tick() : callOff);
            abandoned.remove(id);
        });
    }

    private static Optional<Outcome> left(Requests.Request now) {
        return switch (now.state().status()) {
            case ENDED ->
                Optional.of(
                        Outcomes.of(now.file().subject(), now.state().ending().orElseThrow()));
            case CLAIMED -> Optional.of(new Outcome.Unknown(now.file().subject()));
            case PENDING, APPROVED -> Optional.empty();
        };
    }

    /**
     * A caller calls its call off, handed over or not; where others wait for it too, for itself only.
     *
     * @return why it does not run; empty where it was started, has ended otherwise, or the store failed
     */
    Optional<Outcome> cancel(Opened opened, Waiting.Waiter waiter) {
        String id = opened.id();
        Step callOff = new Step.CallOff(RefusalCode.CANCELLED, "The caller cancelled it.");
        if (waiting.remove(id, waiter) || isHeldElsewhere(opened)) {
            return Optional.of(refused(opened, RefusalCode.CANCELLED, "The caller cancelled it."));
        }
        try {
            Optional<Outcome> stopped = requests.apply(id, any -> callOff)
                    .flatMap(change -> left(change.request()))
                    .filter(Outcome.Refused.class::isInstance);
            if (stopped.isEmpty()) {
                waiting.add(id, waiter);
            }
            return stopped;
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be cancelled", id, e);
            waiting.add(id, waiter);
            return Optional.empty();
        }
    }

    private static Outcome refused(Opened opened, RefusalCode code, String detail) {
        return new Outcome.Refused(opened.file().subject(), code, detail);
    }
}
