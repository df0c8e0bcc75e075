package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears other processes' notifications on a connection of its own. Now and then it calls itself through another connection:
 * a pooler in between may take LISTEN and deliver nothing. Used by one thread.
 */
final class Ear {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);
    private static final int WAIT_MILLIS = 250;
    private static final int LONGEST_ANSWER_MILLIS = 10_000;

    /** How often changes are looked for although they are heard of, for whoever died between commit and NOTIFY. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

    private final PostgresConnections connections;
    private final String channel;
    private final String sender;
    private final Duration pollEvery;
    private final Mouth mouth;
    private boolean called;
    private boolean heardItself = true;

    Ear(PostgresConnections connections, Names names, Duration pollEvery, Mouth mouth) {
        this.connections = connections;
        this.channel = names.channel();
        this.sender = names.sender();
        this.pollEvery = pollEvery;
        this.mouth = mouth;
    }

    /**
     * What notifications are known by.
     *
     * @param channel the channel
     * @param sender who sends them
     */
    record Names(String channel, String sender) {}

    /**
     * Listens until the connection breaks or it is told to stop.
     *
     * @param polling looks for changes
     * @param watchers told of what is heard
     * @param goesOn whether to go on
     */
    void listen(Connections.Work<Boolean> polling, Watchers watchers, BooleanSupplier goesOn) throws SQLException {
        try (Connection connection = connections.borrow()) {
            int patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
            PGConnection notified = connection.unwrap(PGConnection.class);
            Sql.update(connection, "LISTEN \"" + channel + "\"");
            long looked = look(connection, polling);
            while (goesOn.getAsBoolean()) {
                hear(notified, watchers);
                Duration pause = heardItself ? CHECK_EVERY : pollEvery;
                if (System.nanoTime() - looked >= pause.toNanos()) {
                    looked = look(connection, polling);
                }
            }
            // The connection goes back to a pool, whose next user expects no notifications.
            Sql.update(connection, "UNLISTEN *");
            connection.setNetworkTimeout(Runnable::run, patience);
        }
    }

    private long look(Connection connection, Connections.Work<Boolean> polling) throws SQLException {
        polling.with(connection);
        if (called && heardItself) {
            heardItself = false;
            LOG.warn(
                    "Notifications of PostgreSQL do not arrive, though LISTEN was taken: a pooler in between? Changes by"
                            + " other processes are polled for every {}. Give the store a DataSource past the pooler, or open"
                            + " it withoutListen().",
                    pollEvery);
        }
        called = true;
        mouth.notify("");
        return System.nanoTime();
    }

    private void hear(PGConnection notified, Watchers watchers) throws SQLException {
        PGNotification[] heard = notified.getNotifications(WAIT_MILLIS);
        for (PGNotification notification : heard) {
            String[] lines = notification.getParameter().split("\n");
            if (lines[0].equals(sender)) {
                called = false;
                heardItself = true;
            } else {
                Arrays.stream(lines).skip(1).map(Escapes::unescape).forEach(watchers::tell);
            }
        }
    }
}
