package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Connections of the user's DataSource, each for one statement or one transaction. Whoever waits for an answer of the
 * database waits no longer than {@link #PATIENCE}.
 */
final class PostgresConnections implements Connections {

    /** How long an answer of the database is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int TRIES = 8;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Serialisation failure and deadlock: the database has done nothing, and says to try again. */
    private static final Set<String> TO_TRY_AGAIN = Set.of("40001", "40P01");

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;
    private final int longestWait;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong failures = new AtomicLong();

    PostgresConnections(DataSource dataSource, Duration patience) {
        this.dataSource = dataSource;
        this.longestWait = Math.toIntExact(patience.toMillis());
    }

    @Override
    public <T> T each(String what, Work<T> work) {
        return tried(what, true, work);
    }

    @Override
    public <T> T whole(String what, Work<T> work) {
        return tried(what, false, connection -> {
            try {
                endIfAbandoned(connection);
                T done = work.with(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        });
    }

    /** What a node that vanished had locked is free after a while, however long its connection seems to live on. */
    private void endIfAbandoned(Connection connection) throws SQLException {
        Sql.update(connection, "SET LOCAL idle_in_transaction_session_timeout = " + longestWait);
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    /** {@return how often the database failed so far: whoever knows something of it should look again} */
    long failures() {
        return failures.get();
    }

    /**
     * A connection for as long as the caller wants, in which each statement stands for itself.
     *
     * @throws SQLException if there is none
     */
    Connection borrow() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private <T> T tried(String what, boolean autoCommit, Work<T> work) {
        int tries = 0;
        while (true) {
            if (closed.get()) {
                throw new JdbcStoreException("The approvals store on PostgreSQL could not " + what + ": it is closed");
            }
            tries++;
            try {
                return once(autoCommit, work);
            } catch (SQLException e) {
                if (tries >= TRIES || !TO_TRY_AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    failures.incrementAndGet();
                    throw failed(what, e);
                }
                LockSupport.parkNanos(tries * ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
            }
        }
    }

    private <T> T once(boolean autoCommit, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            int patience = limitWaiting(connection);
            connection.setAutoCommit(autoCommit);
            try {
                return work.with(connection);
            } finally {
                giveBack(connection, before, patience);
            }
        }
    }

    /** As the owner of the pool lent it; a broken connection is the pool's to throw away. */
    private void giveBack(Connection connection, boolean autoCommit, int patience) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(autoCommit);
            if (patience != longestWait) {
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        }
    }

    private int limitWaiting(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            if (before == 0 || before > longestWait) {
                connection.setNetworkTimeout(Runnable::run, longestWait);
                return before;
            }
            return longestWait;
        } catch (SQLFeatureNotSupportedException e) {
            // The pool's own driver then has to keep waits short.
            return longestWait;
        }
    }

    private static JdbcStoreException failed(String what, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        List<String> causes = List.of(
                state.equals(UNIQUE_VIOLATION) ? ". Another row has one of its keys" : "",
                state.startsWith("08") || state.startsWith("57")
                        ? ". Nobody knows whether a write was done; read again once the database can be reached"
                        : "",
                state.startsWith("42")
                        ? ". See that the tables are there and that the role may use them: StoreSchema prints both"
                        : "");
        return new JdbcStoreException(
                "The approvals store on PostgreSQL could not " + what + ": " + e.getMessage() + " (SQL state " + state
                        + ")" + String.join("", causes),
                e);
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
