package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hints between processes: told by NOTIFY after the commit, heard by LISTEN or found by polling. */
final class PostgresHints implements Hints {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);
    private static final long LONGEST_GOODBYE_MILLIS = 2_000;

    private final PostgresConnections connections;
    private final Watchers watchers;
    private final Hearing hearing;
    private final ChangePoll poll;
    private final Mouth mouth;
    private final Ear ear;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    /**
     * How changes are told and heard of.
     *
     * @param notifies whether the engine knows NOTIFY
     * @param listens whether to hear it
     * @param pollEvery how often to look for changes that are not heard of
     */
    record Hearing(boolean notifies, boolean listens, Duration pollEvery) {}

    PostgresHints(PostgresConnections connections, String schema, Watchers watchers, Hearing hearing) {
        Ear.Names names = new Ear.Names("approvals_" + schema, UUID.randomUUID().toString());
        this.connections = connections;
        this.watchers = watchers;
        this.hearing = hearing;
        this.poll = new ChangePoll(Tables.postgres(schema));
        this.mouth = new Mouth(connections, names);
        this.ear = new Ear(connections, names, hearing.pollEvery(), mouth);
    }

    /** The first look is made before anybody relies on it, so that whatever changes from now on is seen. */
    @Override
    public void begin() {
        Thread watching = new Thread(this::run, "approvals-hints");
        watching.setDaemon(true);
        if (!isClosing() && thread.compareAndSet(null, watching)) {
            try {
                connections.each("look for changes", this::look);
            } catch (JdbcStoreException e) {
                thread.set(null);
                throw e;
            }
            watching.start();
        }
    }

    private void run() {
        do {
            try {
                if (hearing.listens()) {
                    ear.listen(this::look, watchers, () -> !isClosing());
                }
            } catch (SQLException | JdbcStoreException e) {
                LOG.warn(
                        "PostgreSQL's notifications cannot be heard; polled every {} until they can: {}",
                        hearing.pollEvery(),
                        e.getMessage());
            }
            lookQuietly();
        } while (!pausedOrClosing());
    }

    private void lookQuietly() {
        try {
            if (!isClosing()) {
                connections.each("look for changes", this::look);
            }
        } catch (JdbcStoreException e) {
            LOG.debug("Changes could not be looked for; the next look finds them", e);
        }
    }

    private boolean look(Connection connection) throws SQLException {
        poll.look(connection, watchers::tell);
        return true;
    }

    private boolean pausedOrClosing() {
        try {
            return closing.await(hearing.pollEvery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody but the end of the process interrupts this thread.
            return true;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @Override
    public void tellOthers(String id) {
        if (hearing.notifies()) {
            mouth.tell(id);
        }
    }

    /** Waits a little for the listener, which gives its connection back. */
    @Override
    public void close() {
        closing.countDown();
        mouth.close();
        Thread watching = thread.get();
        if (watching != null && watching != Thread.currentThread()) {
            try {
                watching.join(LONGEST_GOODBYE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
