package dev.approvals.http.live;

import dev.approvals.http.exchange.Feed;
import dev.approvals.review.ApprovalRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One reader's view of what changes: a queue that is bounded, so that a reader who does not read is dropped and not waited
 * for.
 */
final class Viewing implements Feed {

    private final Onlooker onlooker;
    private final int queued;
    private final Consumer<Viewing> gone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<String> pieces = new ArrayDeque<>();
    private Runnable wake = () -> {};
    private boolean over;

    /**
     * A view.
     *
     * @param onlooker whose it is
     * @param queued how many pieces may wait for its reader
     * @param gone told once it is over
     */
    Viewing(Onlooker onlooker, int queued, Consumer<Viewing> gone) {
        this.onlooker = onlooker;
        this.queued = queued;
        this.gone = gone;
    }

    boolean sees(ApprovalRequest request) {
        if (!onlooker.holds().getAsBoolean()) {
            close();
        }
        return onlooker.sees().test(request);
    }

    /** A sign of life; the end, where its reader has signed out. */
    void ping() {
        if (onlooker.holds().getAsBoolean()) {
            offer(": ping\n\n");
        } else {
            close();
        }
    }

    /** Puts a piece before the reader; one who has left too many unread is dropped. */
    void offer(String piece) {
        Runnable told;
        boolean dropped = false;
        lock.lock();
        try {
            if (over) {
                return;
            }
            dropped = pieces.size() >= queued;
            if (dropped) {
                over = true;
                pieces.clear();
            } else {
                pieces.add(piece);
            }
            told = wake;
        } finally {
            lock.unlock();
        }
        if (dropped) {
            gone.accept(this);
        }
        told.run();
    }

    @Override
    public Optional<byte[]> next() {
        lock.lock();
        try {
            return Optional.ofNullable(pieces.poll()).map(piece -> piece.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean ended() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onMore(Runnable more) {
        lock.lock();
        try {
            wake = more;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Runnable told;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            told = wake;
        } finally {
            lock.unlock();
        }
        gone.accept(this);
        told.run();
    }
}
