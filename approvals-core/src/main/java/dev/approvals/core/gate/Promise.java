package dev.approvals.core.gate;

import dev.approvals.Pending;
import dev.approvals.outcome.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a submitted call, as the caller of a method holds it: it fails where the call is refused. To cancel it, or
 * to complete it otherwise as {@code orTimeout} does, cancels the call, unless it was started or has ended.
 */
final class Promise extends CompletableFuture<@Nullable Object> {

    private volatile boolean answered;

    /** Makes a value of an outcome, or throws. */
    @FunctionalInterface
    interface Resolver {
        @Nullable
        Object valueOf(Outcome outcome) throws Throwable;
    }

    static Promise of(Pending pending, Resolver resolver) {
        Promise promise = new Promise();
        pending.outcome().thenAccept(outcome -> promise.resolve(outcome, resolver));
        // Completed by whoever holds it, by a time-out above all: that caller has left.
        promise.whenComplete((value, thrown) -> {
            if (!promise.answered) {
                pending.cancel();
            }
        });
        return promise;
    }

    private void resolve(Outcome outcome, Resolver resolver) {
        answered = true;
        try {
            complete(resolver.valueOf(outcome));
        } catch (Throwable t) {
            // Whatever it was, it is the answer to whoever holds the future.
            completeExceptionally(t);
        }
    }

    /** Stages made of this one are plain: cancelling one of them cancels no call. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
