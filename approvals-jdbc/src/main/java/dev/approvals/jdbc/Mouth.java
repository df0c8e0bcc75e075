package dev.approvals.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes of changes by NOTIFY: after the commit, for in it NOTIFY would make all commits take turns; many at
 * once, on a thread of its own. What cannot be told is found by polling.
 */
final class Mouth implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final long LONGEST_GOODBYE_MILLIS = 2_000;
    /** Of the 8000 bytes that a notification may have, as three-byte characters. */
    private static final int LONGEST_TEXT = 2_500;

    private final Connections connections;
    private final String channel;
    private final String sender;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread daemon = new Thread(work, "approvals-notify");
                daemon.setDaemon(true);
                return daemon;
            });

    Mouth(Connections connections, Ear.Names names) {
        this.connections = connections;
        this.channel = names.channel();
        this.sender = names.sender();
        thread.allowCoreThreadTimeOut(true);
    }

    /** Tells of a row soon; a full queue and an id that would be taken for several are left to polling. */
    void tell(String id) {
        String escaped = Escapes.escape(id);
        if (!escaped.contains("\n") && escaped.length() < LONGEST_TEXT / 2 && waiting.offer(escaped)) {
            wake();
        }
    }

    private void wake() {
        if (sending.compareAndSet(false, true)) {
            try {
                thread.execute(this::send);
            } catch (RejectedExecutionException closed) {
                LOG.debug("Hints were lost: the store is closed", closed);
            }
        }
    }

    private void send() {
        try {
            while (!waiting.isEmpty()) {
                notify(String.join("\n", some()));
            }
        } catch (JdbcStoreException e) {
            LOG.debug("Hints were lost", e);
        } finally {
            sending.set(false);
        }
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private List<String> some() {
        List<String> ids = new ArrayList<>();
        int length = 0;
        String next = waiting.peek();
        while (next != null && length + next.length() < LONGEST_TEXT) {
            ids.add(next);
            length += next.length() + 1;
            waiting.poll();
            next = waiting.peek();
        }
        return ids;
    }

    /** Says so much at once; nothing, to be heard by oneself. */
    void notify(String ids) {
        connections.each(
                "tell other processes",
                connection ->
                        Sql.query(connection, "SELECT pg_notify(?, ?)", row -> true, channel, sender + "\n" + ids));
    }

    /** Waits a little, so that the last word of a process that ends is heard. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LONGEST_GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
