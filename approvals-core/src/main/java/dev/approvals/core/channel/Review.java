package dev.approvals.core.channel;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call of one approver, which can be broken off; what becomes of its answer cannot. */
public final class Review {

    private final Channel channel;
    private final int round;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private @Nullable Thread thread;
    private boolean begun;
    private boolean brokenOff;
    private volatile String failure = "";

    Review(Channel channel, int round) {
        this.channel = channel;
        this.round = round;
    }

    /** A review that a process took the answer of which is gone; its approver hears of the end all the same. */
    static Review past(Channel channel, int round) {
        Review past = new Review(channel, round);
        past.end();
        return past;
    }

    Channel channel() {
        return channel;
    }

    int round() {
        return round;
    }

    /**
     * Asks the approver.
     *
     * @param request the request of this review
     * @return its answer, which may be null as approvers may be wrong
     * @throws InterruptedException if the review was broken off
     */
    @Nullable
    Answer ask(ApprovalRequest request) throws Exception {
        enter();
        try {
            return channel.approver().review(request);
        } finally {
            leave();
        }
    }

    private void enter() throws InterruptedException {
        channel.turns().lock();
        try {
            if (brokenOff) {
                throw new InterruptedException("The request is over");
            }
            begun = true;
            thread = Thread.currentThread();
        } finally {
            channel.turns().unlock();
        }
    }

    /** From here on nobody interrupts this thread, and an interrupt that came late does not hurt what it does next. */
    private void leave() {
        channel.turns().lock();
        try {
            thread = null;
            Thread.interrupted();
        } finally {
            channel.turns().unlock();
        }
    }

    void breakOff() {
        channel.turns().lock();
        try {
            brokenOff = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            channel.turns().unlock();
        }
    }

    /** Notes why this approver is out. */
    void failed(String why) {
        failure = why;
    }

    /** {@return why this approver is out, or empty} */
    String failure() {
        return failure;
    }

    /** The answer was taken, or none will come. */
    void end() {
        over.complete(null);
    }

    /** {@return done once the answer was taken, or none will come} */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }

    /** Waits until the answer was taken, where the approver is at it on another thread. */
    void awaitEnd(Duration atMost) {
        if (!isElsewhere()) {
            return;
        }
        try {
            over.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever waited looks at what is there, as it would have without waiting.
            return;
        }
    }

    private boolean isElsewhere() {
        channel.turns().lock();
        try {
            return begun && thread != Thread.currentThread();
        } finally {
            channel.turns().unlock();
        }
    }
}
