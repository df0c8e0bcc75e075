package dev.approvals.core.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The requests that approvers are putting before people right now. A person can be faster than the answer by which the
 * approver tells that it has shown the request.
 */
final class UnderWay {

    private static final long PATIENCE_SECONDS = 5;

    private final Map<Key, Showing> showings = new ConcurrentHashMap<>();

    private record Key(String channel, String requestId) {}

    private record Showing(Thread thread, CountDownLatch over) {}

    /** Ends a showing. */
    @FunctionalInterface
    interface End {
        void end();
    }

    /** Begins to show a request, on this thread. */
    End begin(String channel, String requestId) {
        Key key = new Key(channel, requestId);
        Showing showing = new Showing(Thread.currentThread(), new CountDownLatch(1));
        showings.put(key, showing);
        return () -> {
            showings.remove(key, showing);
            showing.over().countDown();
        };
    }

    /** Waits a moment for a showing to end, unless it is this thread's own. */
    void await(String channel, String requestId) {
        Showing showing = showings.get(new Key(channel, requestId));
        if (showing == null || showing.thread() == Thread.currentThread()) {
            return;
        }
        try {
            // Whether it ended or not, what is known of the delivery then decides.
            showing.over().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
