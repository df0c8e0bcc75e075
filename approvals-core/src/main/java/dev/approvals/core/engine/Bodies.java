package dev.approvals.core.engine;

import dev.approvals.Claim;
import dev.approvals.ToolBody;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.work.Workers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs tools' bodies, whether they return a value or the promise of one. */
final class Bodies {

    private final ExecutorService workers;

    Bodies(ExecutorService workers) {
        this.workers = workers;
    }

    /** Runs a body on this thread; what it threw, or its stage failed with, is the future's failure as it was. */
    CompletableFuture<@Nullable Object> run(Tool tool, ToolBody body, Claim claim) {
        try {
            Object value = claim.run(body);
            return tool.definition().result().later()
                    ? promised(tool, value)
                    : CompletableFuture.completedFuture(value);
        } catch (Throwable t) {
            // Whatever a tool throws is its outcome, errors too: the proxy throws it on.
            return CompletableFuture.failedFuture(t);
        }
    }

    private CompletableFuture<@Nullable Object> promised(Tool tool, @Nullable Object value) {
        CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
        if (value instanceof CompletionStage<?> stage) {
            stage.whenComplete((done, thrown) -> complete(result, done, thrown));
        } else if (value instanceof Future<?> future) {
            followElsewhere(future, result);
        } else {
            result.completeExceptionally(
                    new IllegalStateException("Tool " + tool + " returned null in place of a future"));
        }
        return result;
    }

    private void followElsewhere(Future<?> future, CompletableFuture<@Nullable Object> result) {
        try {
            workers.execute(() -> follow(future, result));
        } catch (RejectedExecutionException e) {
            // The gate was closed while the tool was running, and leaves it to end.
            Workers.single("approvals-last-run", () -> follow(future, result));
        }
    }

    private static void follow(Future<?> future, CompletableFuture<@Nullable Object> result) {
        try {
            result.complete(future.get());
        } catch (ExecutionException e) {
            complete(result, null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(e);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** A stage that depends on a failed one wraps its exception; the tool's own is the one inside. */
    private static void complete(
            CompletableFuture<@Nullable Object> result, @Nullable Object value, @Nullable Throwable thrown) {
        if (thrown == null) {
            result.complete(value);
            return;
        }
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        Throwable cause = thrown.getCause();
        result.completeExceptionally(wrapped && cause != null ? cause : thrown);
    }
}
