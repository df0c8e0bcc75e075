package dev.approvals.testkit.tck;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request that an approver is putting before people, on a thread of its own as in a gate. */
final class Presented {

    private static final long PATIENCE_SECONDS = 10;

    private final ApprovalRequest request;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private final Thread thread;

    private Presented(Approver approver, KitDesk desk, ApprovalRequest request) {
        this.request = request;
        this.thread = new Thread(() -> run(approver, desk), "tck-review");
        this.thread.setDaemon(true);
    }

    static Presented by(Approver approver, KitDesk desk, ApprovalRequest request) {
        Presented presented = new Presented(approver, desk, request);
        desk.open(request, presented.decision::complete);
        presented.thread.start();
        return presented;
    }

    private void run(Approver approver, KitDesk desk) {
        try {
            Answer given = approver.review(request);
            desk.answered(request, given);
            if (given instanceof Decision decided) {
                decision.complete(decided);
            }
            answer.complete(given);
        } catch (Exception | StackOverflowError failed) {
            answer.completeExceptionally(failed);
            decision.completeExceptionally(failed);
        }
    }

    ApprovalRequest request() {
        return request;
    }

    /** The decision, given at once or brought to the desk. */
    Decision awaitDecision() {
        return await(decision, "a decision on " + request.call().summary());
    }

    /** The answer; empty where the approver threw. */
    Optional<Answer> awaitAnswer() {
        return Optional.ofNullable(await(
                answer.handle((given, failed) -> given),
                "an answer to " + request.call().summary()));
    }

    /** The answer, where there is one by now. */
    Optional<Answer> answerSoFar() {
        return answer.isDone() ? awaitAnswer() : Optional.empty();
    }

    /** Breaks the review off, as a gate does when a request is over, and waits until it has come back. */
    void breakOff() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("The approver does not come back from review(...) although its request is over and"
                    + " its thread was interrupted");
        }
    }

    private static <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Waited " + PATIENCE_SECONDS + " s in vain for " + what, late);
        } catch (ExecutionException failed) {
            throw new AssertionError("Instead of " + what + ": " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + what, stopped);
        }
    }
}
