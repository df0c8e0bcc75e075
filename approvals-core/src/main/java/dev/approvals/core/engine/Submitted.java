package dev.approvals.core.engine;

import dev.approvals.Pending;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call whose caller does not wait on a thread: each hint has a worker look at it. */
final class Submitted extends Waiting.Waiter implements Pending {

    private static final Logger LOG = LoggerFactory.getLogger(Submitted.class);

    private final Outcome.Subject subject;
    private final Tool tool;
    private final Threads threads;
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean queued = new AtomicBoolean();
    private final AtomicBoolean cancelTold = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile @Nullable Following following;
    /** The request of another call that this one waited for in vain, or empty. */
    private volatile String calledOff = "";

    /**
     * The threads it uses.
     *
     * @param steps for a look at the request
     * @param runs for the tool
     */
    record Threads(ExecutorService steps, ExecutorService runs) {}

    /**
     * What it takes to follow a request.
     *
     * @param again asks anew, where the request was another call's and that call was called off
     */
    private record Following(Opened request, Callers callers, Runnable again) {}

    Submitted(Outcome.Subject subject, Tool tool, Threads threads) {
        this.subject = subject;
        this.tool = tool;
        this.threads = threads;
    }

    @Override
    public String callId() {
        return subject.callId();
    }

    @Override
    public CompletionStage<Outcome> outcome() {
        return end.minimalCompletionStage();
    }

    /** Ends it, once. */
    void complete(Outcome outcome) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Following now = following;
        if (now != null) {
            now.callers().forget(now.request(), this);
        }
        try {
            // Whoever waits may do anything then, and take long: never on one of the few threads for steps.
            threads.runs().execute(() -> end.complete(outcome));
        } catch (RejectedExecutionException e) {
            // The gate was closed: it has no more steps to do.
            end.complete(outcome);
        }
    }

    /** Ends before anybody holds it, as with a call that nobody is asked about. */
    Submitted settledBy(CompletableFuture<Outcome> outcome) {
        outcome.whenComplete((how, failure) -> {
            over.set(true);
            end.complete(ended(how, failure));
        });
        return this;
    }

    /** Ends with what the tool did, or with how the request ended. */
    Submitted endsWith(CompletableFuture<Outcome> outcome) {
        outcome.whenComplete((how, failure) -> {
            Following now = following;
            if (failure == null && now != null && isCalledOffByOthers(how)) {
                askAgain(now, how);
            } else {
                complete(ended(how, failure));
            }
        });
        return this;
    }

    private Outcome ended(Outcome how, @Nullable Throwable failure) {
        if (failure == null) {
            return how;
        }
        LOG.error("Call {} was started, and its end was lost", callId(), failure);
        return new Outcome.Unknown(subject);
    }

    private boolean isCalledOffByOthers(Outcome outcome) {
        // A repetition of the very call finds it again and again.
        return !cancelled && !outcome.callId().equals(calledOff) && Callers.calledOffByOthers(outcome, callId());
    }

    private void askAgain(Following now, Outcome otherwise) {
        now.callers().forget(now.request(), this);
        following = null;
        calledOff = otherwise.callId();
        try {
            threads.steps().execute(now.again());
        } catch (RejectedExecutionException e) {
            complete(otherwise);
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Begins to follow a request, which it is woken for; one that may run later is handed over at once. */
    void follow(Requests.Request request, Callers callers, Runnable again) {
        // What it takes to ask anew is much, and a request of one's own is never asked about again.
        boolean own = request.file().id().equals(callId());
        Following now = new Following(Opened.of(request), callers, own ? () -> {} : again);
        following = now;
        if (over.get()) {
            callers.forget(now.request(), this);
        }
        if (request.file().terms().runLater() && !cancelled) {
            guarded(now, () -> callers.detach(request.file().id()));
        }
        if (cancelled) {
            cancel();
        }
        wake();
    }

    @Override
    void wake() {
        if (!over.get() && queued.compareAndSet(false, true)) {
            try {
                threads.steps().execute(this::look);
            } catch (RejectedExecutionException e) {
                queued.set(false);
                afterClose();
            }
        }
    }

    private void look() {
        queued.set(false);
        Following now = following;
        if (now != null && !over.get()) {
            guarded(
                    now,
                    () -> now.callers()
                            .advance(now.request(), tool, this, approved -> start(now, approved))
                            .ifPresent(this::endsWith));
        }
    }

    /** Runs the tool on a thread that it may hold as long as it likes. */
    private Optional<CompletableFuture<Outcome>> start(Following now, Requests.Request approved) {
        try {
            threads.runs()
                    .execute(() ->
                            guarded(now, () -> now.callers().run(approved, tool).ifPresent(this::endsWith)));
        } catch (RejectedExecutionException e) {
            afterClose();
        }
        return Optional.empty();
    }

    /** The gate was closed: what is over is told, what runs is left to end, and nothing else will happen. */
    private void afterClose() {
        Following now = following;
        if (now == null) {
            complete(new Outcome.Refused(subject, RefusalCode.CANCELLED, Callers.CLOSED));
        } else {
            guarded(now, () -> now.callers().lastLook(now.request(), tool, this).ifPresent(this::complete));
        }
    }

    /** Whatever fails on the way ends the call, for nobody else looks after it; one that goes on is looked at again. */
    private void guarded(Following now, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Call {} could not be followed in the store", callId(), e);
            now.callers()
                    .leave(now.request(), this, RefusalCode.STORE_FAILED, String.valueOf(e))
                    .ifPresentOrElse(this::complete, () -> now.callers().lookLater(this));
        }
    }

    @Override
    public boolean cancel() {
        cancelled = true;
        Following now = following;
        if (now == null) {
            // It has no request yet: whoever is about to open one looks here first.
            return !over.get() && cancelTold.compareAndSet(false, true);
        }
        Optional<Outcome> stopped = now.callers().cancel(now.request(), this);
        stopped.ifPresentOrElse(this::complete, this::wake);
        return stopped.filter(Submitted::isCancelled).isPresent() && cancelTold.compareAndSet(false, true);
    }

    private static boolean isCancelled(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.code().equals(RefusalCode.CANCELLED);
    }
}
