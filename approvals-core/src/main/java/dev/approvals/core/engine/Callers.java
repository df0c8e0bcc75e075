package dev.approvals.core.engine;

import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What callers do about a request that they wait for, on their own thread or not. */
final class Callers {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final Requests requests;
    private final Waiting waiting;
    private final Runner runner;
    private final Timekeeper clock;
    private final ApprovalStore store;
    private final Duration waitAtMost;

    Callers(Requests requests, Waiting waiting, Runner runner, Settings settings) {
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
    Outcome await(Requests.Request opened, Tool tool) {
        String id = opened.file().id();
        Waiting.Blocked waiter = new Waiting.Blocked();
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
            Outcome outcome = leave(opened, waiter, "The caller was interrupted.");
            Thread.currentThread().interrupt();
            return outcome;
        } catch (ApprovalException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be followed in the store", id, e);
            leave(opened, waiter, "The store failed.");
            return refused(opened, RefusalCode.STORE_FAILED, String.valueOf(e));
        } finally {
            patience.cancel();
            waiting.remove(id, waiter);
        }
    }

    /** Looks at a request again and does what is to be done; empty while there is nothing but to wait. */
    private Optional<Outcome> look(Requests.Request opened, Tool tool, Waiting.Waiter waiter) {
        return advance(opened, tool, waiter).map(CompletableFuture::join);
    }

    /** As {@link #look}, without waiting for the tool. */
    Optional<CompletableFuture<Outcome>> advance(Requests.Request opened, Tool tool, Waiting.Waiter waiter) {
        String id = opened.file().id();
        Optional<Requests.Request> found = requests.settled(id);
        if (found.isEmpty()) {
            return done(refused(opened, RefusalCode.STORE_FAILED, "The request is no longer kept."));
        }
        Requests.Request now = found.get();
        return switch (now.state().status()) {
            case ENDED -> done(collect(now, tool, waiter));
            case APPROVED -> now.state().holder().detached() ? Optional.empty() : runner.run(now, tool);
            case PENDING -> {
                if (!store.now().isBefore(now.file().terms().decideBy())) {
                    requests.apply(id, any -> new Step.Tick());
                }
                yield Optional.empty();
            }
            case CLAIMED -> Optional.empty();
        };
    }

    private static Optional<CompletableFuture<Outcome>> done(Outcome outcome) {
        return Optional.of(CompletableFuture.completedFuture(outcome));
    }

    private Outcome collect(Requests.Request ended, Tool tool, Waiting.Waiter waiter) {
        Ending ending = ended.state().ending().orElseThrow();
        if (ended.state().holder().detached() && !ended.state().holder().collected()) {
            requests.apply(ended.file().id(), any -> new Step.Collect());
        }
        return waiter.seen().orElseGet(() -> Outcomes.again(ended.file().subject(), ending, tool));
    }

    /** Hands the caller the id, unless the call has been started or has ended meanwhile. */
    private void handOver(Requests.Request opened) {
        String id = opened.file().id();
        requests.apply(id, any -> new Step.Detach())
                .filter(change -> change.recorded() && !(change.progress() instanceof Progress.Rejected))
                .ifPresent(change -> {
                    throw new ApprovalException.Pending(
                            opened.file().call().tool().name(), id);
                });
    }

    /** Whether a look at a request would run its tool now. */
    boolean mayRun(Requests.Request opened) {
        return requests.find(opened.file().id())
                .filter(now -> now.state().status() == RequestStatus.APPROVED)
                .isPresent();
    }

    /** Nobody waits any more. */
    void forget(Requests.Request opened, Waiting.Waiter waiter) {
        waiting.remove(opened.file().id(), waiter);
    }

    /** A caller leaves: the call is called off, unless it was handed over, or others wait for it too. */
    Outcome leave(Requests.Request opened, Waiting.Waiter waiter, String why) {
        String id = opened.file().id();
        boolean others = waiting.remove(id, waiter);
        try {
            Optional<Requests.Change> change = others
                    ? Optional.empty()
                    : requests.apply(
                            id,
                            now -> now.state().holder().detached()
                                    ? new Step.Tick()
                                    : new Step.CallOff(RefusalCode.CANCELLED, why));
            return change.map(c -> left(c.request(), why)).orElseGet(() -> refused(opened, RefusalCode.CANCELLED, why));
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be called off; nobody is left to run it", id, e);
            return refused(opened, RefusalCode.CANCELLED, why);
        }
    }

    private static Outcome left(Requests.Request now, String why) {
        return switch (now.state().status()) {
            case ENDED -> Outcomes.of(now.file().subject(), now.state().ending().orElseThrow());
            case CLAIMED -> new Outcome.Unknown(now.file().subject());
            case PENDING, APPROVED -> refused(now, RefusalCode.CANCELLED, why);
        };
    }

    private static Outcome refused(Requests.Request request, RefusalCode code, String detail) {
        return new Outcome.Refused(request.file().subject(), code, detail);
    }
}
