package dev.approvals.core.engine;

import dev.approvals.Pending;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
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
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile @Nullable Following following;

    /**
     * The threads it uses.
     *
     * @param steps for a look at the request
     * @param runs for the tool
     */
    record Threads(ExecutorService steps, ExecutorService runs) {}

    /** What it takes to follow a request. */
    private record Following(Requests.Request request, Callers callers) {}

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

    /** Ends at once, as with a call that nobody is asked about. */
    Submitted ended(Outcome outcome) {
        end.complete(outcome);
        return this;
    }

    Submitted endsWith(CompletableFuture<Outcome> outcome) {
        outcome.thenAccept(end::complete);
        return this;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Begins to follow a request, which it is woken for. */
    void follow(Requests.Request request, Callers callers) {
        following = new Following(request, callers);
        end.whenComplete((outcome, never) -> callers.forget(request, this));
        if (cancelled) {
            cancel();
        }
        wake();
    }

    @Override
    void wake() {
        if (!end.isDone() && queued.compareAndSet(false, true)) {
            try {
                threads.steps().execute(this::look);
            } catch (RejectedExecutionException e) {
                refuse(RefusalCode.CANCELLED, "The gate was closed.");
            }
        }
    }

    private void look() {
        queued.set(false);
        Following now = following;
        if (now == null || end.isDone()) {
            return;
        }
        guarded(now, () -> {
            if (now.callers().mayRun(now.request())) {
                threads.runs().execute(() -> guarded(now, () -> advance(now)));
            } else {
                advance(now);
            }
        });
    }

    private void advance(Following now) {
        now.callers().advance(now.request(), tool, this).ifPresent(this::endsWith);
    }

    /** Whatever fails on the way ends the call, for nobody else looks after it. */
    private void guarded(Following now, Runnable step) {
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            refuse(RefusalCode.CANCELLED, "The gate was closed.");
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be followed in the store", callId(), e);
            now.callers().leave(now.request(), this, "The store failed.");
            refuse(RefusalCode.STORE_FAILED, String.valueOf(e));
        }
    }

    @Override
    public boolean cancel() {
        cancelled = true;
        Following now = following;
        if (now == null) {
            // It has no request yet: whoever is about to open one looks here first.
            return !end.isDone();
        }
        Outcome outcome = now.callers().leave(now.request(), this, "The caller cancelled it.");
        if (outcome instanceof Outcome.Refused refused) {
            end.complete(outcome);
            return refused.code().equals(RefusalCode.CANCELLED);
        }
        return false;
    }

    private void refuse(RefusalCode code, String why) {
        end.complete(new Outcome.Refused(subject, code, why));
    }
}
