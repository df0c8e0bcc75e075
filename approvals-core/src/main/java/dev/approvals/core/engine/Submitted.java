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
    private final ExecutorService workers;
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile @Nullable Following following;

    /** What it takes to follow a request. */
    private record Following(Requests.Request request, Callers callers) {}

    Submitted(Outcome.Subject subject, Tool tool, ExecutorService workers) {
        this.subject = subject;
        this.tool = tool;
        this.workers = workers;
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
        if (cancelled) {
            cancel();
        }
        wake();
    }

    @Override
    void wake() {
        if (!end.isDone() && queued.compareAndSet(false, true)) {
            try {
                workers.execute(this::look);
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
        try {
            now.callers().advance(now.request(), tool, this).ifPresent(this::endsWith);
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
        boolean stopped = outcome instanceof Outcome.Refused;
        if (stopped) {
            end.complete(outcome);
        }
        return stopped;
    }

    private void refuse(RefusalCode code, String why) {
        end.complete(new Outcome.Refused(subject, code, why));
    }
}
