package dev.approvals.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one session that may write a journal: a connection that holds an advisory lock, used by one thread. The lock goes with
 * the connection, and nothing is written over another one, so whoever lost the lock writes no more.
 *
 * <p>The thread is its own because a virtual thread that is interrupted closes the socket it reads from, and callers of a gate
 * are interrupted.
 */
final class JournalSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresJournal.class);

    /** A server that hears nothing of a client ends its session, and frees its lock, in about half a minute. */
    private static final Map<String, String> SETTINGS =
            Map.of("tcp_keepalives_idle", "15", "tcp_keepalives_interval", "5", "tcp_keepalives_count", "3");

    private final String name;
    private final long lock;
    private final Connection connection;
    private final int patienceBefore;
    private final int backend;
    private final ExecutorService thread;

    private JournalSession(String name, long lock, Connection connection, Duration patience) throws SQLException {
        this.name = name;
        this.lock = lock;
        this.connection = connection;
        connection.setAutoCommit(true);
        this.patienceBefore = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        this.backend = number("SELECT pg_backend_pid()").intValue();
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, "approvals-journal");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Begins a session and takes the lock.
     *
     * @throws IOException if another session has it, or it could not be asked for
     */
    static JournalSession begin(DataSource dataSource, Duration patience, PostgresJournalWriter.Place place)
            throws IOException {
        try {
            Connection connection = dataSource.getConnection();
            try {
                long lock = lock(place.tables().schema() + "/" + place.journal());
                JournalSession session = new JournalSession(place.name(), lock, connection, patience);
                session.take();
                return session;
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("The journal " + place.name() + " could not be taken: " + e.getMessage(), e);
        }
    }

    private static long lock(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("approvals journal " + of).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void take() throws SQLException, IOException {
        if (!Sql.first(connection, "SELECT pg_try_advisory_lock(?)", row -> row.getBoolean(1), lock)
                .orElse(false)) {
            throw new IOException("The journal " + name + " is being written by another process (" + holder()
                    + "); give this process a journal of another name. Readers merge several journals.");
        }
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            Sql.update(connection, "SET " + setting.getKey() + " = " + setting.getValue());
        }
        String commit = Sql.first(connection, "SHOW synchronous_commit", row -> row.getString(1))
                .orElse("off");
        if (commit.equals("off")) {
            Sql.update(connection, "SET synchronous_commit = on");
            LOG.info("The journal {} waits for the disk in its own session: synchronous_commit is off here", name);
        }
        Map<String, String> facts = PostgresEngine.of(connection).facts();
        LOG.info("The journal {} is open: {}", name, facts);
    }

    private String holder() throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT 'backend ' || a.pid || coalesce(' from ' || host(a.client_addr), '') FROM pg_locks l"
                                + " JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted"
                                + " AND l.objsubid = 1 AND (CAST(l.classid AS bigint) << 32) + CAST(l.objid AS bigint) = ?",
                        row -> row.getString(1),
                        lock)
                .orElse("which one is not known");
    }

    private Number number(String sql) throws SQLException {
        return Sql.first(connection, sql, row -> row.getLong(1)).orElse(0L);
    }

    /** The number of the server's process that holds the lock. */
    int backend() {
        return backend;
    }

    /**
     * Does something in the session, whatever happens to the caller's thread meanwhile.
     *
     * @throws IOException if it failed; nobody knows whether it was done
     */
    <T> T alone(String what, Connections.Work<T> work) throws IOException {
        try {
            return CompletableFuture.supplyAsync(() -> done(work), thread).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "PostgreSQL did not " + what + " of the journal " + name + ": " + cause.getMessage(), cause);
        } catch (RejectedExecutionException e) {
            throw new IOException("The journal " + name + " is closed.", e);
        }
    }

    private <T> T done(Connections.Work<T> work) {
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Gives the connection back as it was lent; one that is broken is the pool's to throw away. */
    @Override
    public void close() throws IOException {
        if (thread.isShutdown()) {
            return;
        }
        try {
            alone("give the lock free", lent -> {
                try (lent) {
                    if (lent.isValid(1)) {
                        Sql.query(lent, "SELECT pg_advisory_unlock(?)", row -> row.getBoolean(1), lock);
                        for (String setting : SETTINGS.keySet()) {
                            Sql.update(lent, "RESET " + setting);
                        }
                        Sql.update(lent, "RESET synchronous_commit");
                        lent.setNetworkTimeout(Runnable::run, patienceBefore);
                    }
                    return true;
                }
            });
        } finally {
            thread.shutdown();
        }
    }
}
