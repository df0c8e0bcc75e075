package dev.approvals.core.engine;

import dev.approvals.core.judge.Attempt;
import dev.approvals.core.judge.Judged;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Ids;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls that their callers run: asked about like any other, and begun when the caller comes for them. Thread-safe. */
public final class Lending {

    private static final Logger LOG = LoggerFactory.getLogger(Lending.class);

    private final Settings settings;
    private final Requests requests;
    private final Runner runner;
    private final Callers callers;
    private final Way way;

    /** How every call goes before it is run. */
    record Way(
            BiFunction<Attempt, String, Judged> judge,
            Ask ask,
            BiFunction<Judged, Attempt, CompletableFuture<Outcome>> settle,
            BiFunction<Judged.Asks, Throwable, Outcome> failed) {}

    /** Opens the request of a call, or finds the one of an equal call. */
    @FunctionalInterface
    interface Ask {
        Asking.Asked ask(Judged.Asks asks, Attempt attempt) throws InterruptedException;
    }

    /**
     * A call that was made.
     *
     * @param id its id; that of an earlier call where an equal one was found
     * @param outcome how it ended, where it did without being run
     */
    public record Entry(String id, Optional<Outcome> outcome) {}

    Lending(Settings settings, Requests requests, Runner runner, Callers callers, Way way) {
        this.settings = settings;
        this.requests = requests;
        this.runner = runner;
        this.callers = callers;
        this.way = way;
    }

    /** {@return the clock} */
    public Timekeeper clock() {
        return settings.parts().clock();
    }

    /** {@return how long an approval may stay unused where its plan does not say} */
    public Duration useWithin() {
        return settings.limits().useWithin();
    }

    /**
     * Makes a call, and hands it over at once.
     *
     * @param attempt the call; its arguments are frozen and judged before this returns
     * @return the call
     */
    public Entry enter(Attempt attempt) {
        String id = Ids.random();
        Judged judged = way.judge().apply(attempt, id);
        if (!(judged instanceof Judged.Asks asks)) {
            return new Entry(
                    id, Optional.ofNullable(way.settle().apply(judged, attempt).getNow(null)));
        }
        try {
            Asking.Asked asked = way.ask().ask(asks, attempt);
            return asked instanceof Asking.Asked.Open open
                    ? open(open.request(), asks, attempt.tool())
                    : new Entry(id, Optional.of(((Asking.Asked.Over) asked).outcome()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Entry(id, Optional.of(way.failed().apply(asks, e)));
        }
    }

    private Entry open(Requests.Request request, Judged.Asks asks, Tool tool) {
        String id = request.file().id();
        try {
            if (Asking.isCovered(request, asks)) {
                runner.runCovered(request, tool);
            } else {
                callers.detach(request.file().id());
            }
            return new Entry(id, Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be handed over", id, e);
            callOff(id, e);
            return new Entry(id, Optional.of(way.failed().apply(asks, e)));
        }
    }

    private void callOff(String id, RuntimeException why) {
        try {
            requests.apply(id, any -> new Step.CallOff(RefusalCode.STORE_FAILED, String.valueOf(why)));
        } catch (RuntimeException e) {
            // Nobody is told that it may run: it lapses.
            LOG.error("Call {} could not be called off", id, e);
        }
    }

    /**
     * Finds the request of a call.
     *
     * @param id the call's id
     * @param tool its tool
     * @return the request, or empty where there is none of that tool
     */
    public Optional<Requests.Request> find(String id, Tool tool) {
        return requests.find(id)
                .filter(request ->
                        request.file().call().tool().id().equals(tool.spec().id()));
    }

    /**
     * Begins an approved call: its tool's body is called on this thread, unless somebody else was faster or what was approved
     * does not hold any more.
     *
     * @param approved the request
     * @param tool the tool
     */
    public void begin(Requests.Request approved, Tool tool) {
        if (approved.state().status() == RequestStatus.APPROVED
                && approved.state().holder().detached()) {
            runner.run(approved, tool);
        }
    }

    /**
     * Calls a request off.
     *
     * @param request the request
     * @return whether this called it off
     */
    public boolean cancel(Requests.Request request) {
        Step callOff = new Step.CallOff(RefusalCode.CANCELLED, "The caller cancelled it.");
        return requests.apply(request.file().id(), any -> callOff)
                .filter(Requests.Change::moved)
                .isPresent();
    }

    /**
     * How a request ended, for its caller: an equal call is a new one from now on.
     *
     * @param ended the request
     * @return its outcome
     */
    public Outcome outcome(Requests.Request ended) {
        callers.collected(ended);
        return Outcomes.of(ended.file().subject(), ended.state().ending().orElseThrow());
    }
}
