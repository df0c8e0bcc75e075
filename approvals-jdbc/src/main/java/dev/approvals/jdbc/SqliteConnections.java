package dev.approvals.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** One connection that writes and a few that read, of a file that this process has for itself. */
final class SqliteConnections implements Connections {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);
    private static final int READERS = 4;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final Path file;
    private final SqliteLock lock;
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final BlockingQueue<Connection> writer = new ArrayBlockingQueue<>(1);
    private final List<Connection> all = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteConnections(Path file, SqliteLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Opens a file, and makes it where there is none.
     *
     * @throws JdbcStoreException if it is in use, or no database
     */
    static SqliteConnections open(Path path) {
        Path file = real(path);
        SqliteConnections connections = new SqliteConnections(file, SqliteLock.on(file));
        try {
            connections.writer.add(connections.connect(false));
            for (int i = 0; i < READERS; i++) {
                connections.readers.add(connections.connect(true));
            }
            return connections;
        } catch (SQLException e) {
            connections.close();
            throw connections.failed("be opened", e);
        }
    }

    /** The file's one name, whatever links lead to it; a new file is for its owner's eyes only. */
    private static Path real(Path path) {
        if (path.toString().contains("?")) {
            throw new IllegalArgumentException(
                    "The file " + path + " has a question mark in its path, after which the driver would read settings:"
                            + " choose another.");
        }
        try {
            if (!Files.exists(path)) {
                Files.createFile(path);
                if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return path.toRealPath();
        } catch (IOException e) {
            throw new JdbcStoreException(
                    "The approvals store " + path.toAbsolutePath()
                            + " could not be made: its folder must exist, and this process be able to write there. "
                            + e,
                    e);
        }
    }

    private Connection connect(boolean readsOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(LONGEST_WAIT_SECONDS * 1_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        all.add(connection);
        if (readsOnly) {
            Sql.update(connection, "PRAGMA query_only = ON");
        }
        return connection;
    }

    @Override
    public <T> T each(String what, Work<T> work) {
        return with(readers, what, work);
    }

    @Override
    public <T> T whole(String what, Work<T> work) {
        return with(writer, what, connection -> {
            connection.setAutoCommit(false);
            try {
                T done = work.with(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private <T> T with(BlockingQueue<Connection> queue, String what, Work<T> work) {
        Connection connection = take(queue, what);
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw failed(what, e);
        } finally {
            queue.offer(connection);
        }
    }

    private Connection take(BlockingQueue<Connection> queue, String what) {
        try {
            Connection connection = closed.get() ? null : queue.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (connection != null && !closed.get()) {
                return connection;
            }
            if (connection != null) {
                // For the next one who waits, or whoever closes it.
                queue.offer(connection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JdbcStoreException("The approvals store " + file + " could not " + what + ": interrupted", e);
        }
        throw new JdbcStoreException("The approvals store " + file + " could not " + what
                + (closed.get() ? ": it is closed" : ": it was busy for " + LONGEST_WAIT_SECONDS + " s"));
    }

    private JdbcStoreException failed(String what, SQLException e) {
        return new JdbcStoreException(
                "The approvals store " + file + " could not " + what + ": " + e.getMessage()
                        + ". See that the file is a database of this store, that this process may write it, and that the"
                        + " disk has room.",
                e);
    }

    /** Who is at work is waited for, so that nothing is cut off; who does not come back is cut off all the same. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            for (int i = 0; i < all.size() && awaited(i == 0 ? writer : readers); i++) {
                LOG.trace("One connection came back");
            }
            all.forEach(this::close);
            // Of no use any more, but to wake those who wait for one.
            all.stream().limit(1).forEach(writer::offer);
            all.stream().skip(1).forEach(readers::offer);
            lock.close();
        }
    }

    private static boolean awaited(BlockingQueue<Connection> queue) {
        try {
            return queue.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS) != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was acknowledged is on disk; there is nothing left to lose.
            LOG.warn("A connection to {} could not be closed", file, e);
        }
    }
}
