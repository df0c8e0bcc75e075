package dev.approvals.core.engine;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One call of one approver, which can be broken off; what becomes of its answer cannot. */
final class Review {

    private final Approver approver;
    private final ApprovalRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean brokenOff;

    Review(Approver approver, ApprovalRequest request) {
        this.approver = approver;
        this.request = request;
    }

    /**
     * Asks the approver.
     *
     * @return its answer, which may be null as approvers may be wrong
     * @throws InterruptedException if the review was broken off
     */
    @Nullable
    Answer ask() throws Exception {
        enter();
        try {
            return approver.review(request);
        } finally {
            leave();
        }
    }

    private void enter() throws InterruptedException {
        lock.lock();
        try {
            if (brokenOff) {
                throw new InterruptedException("The request is over");
            }
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** From here on nobody interrupts this thread, and an interrupt that came late does not hurt what it does next. */
    private void leave() {
        lock.lock();
        try {
            thread = null;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    void breakOff() {
        lock.lock();
        try {
            brokenOff = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
