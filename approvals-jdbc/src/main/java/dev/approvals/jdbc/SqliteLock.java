package dev.approvals.jdbc;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a file for one store of one process: a lock on a file beside it, which ends with the process however it ends. */
final class SqliteLock implements AutoCloseable {

    /** A process that opens a locked file anew loses its lock when it closes that again, so it must not even try. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);

    private final Path lockFile;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteLock(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param database the real path of the database's file
     * @throws JdbcStoreException if another store has it
     */
    static SqliteLock on(Path database) {
        Path lockFile = database.resolveSibling(database.getFileName() + ".lock");
        if (!HELD_HERE.add(lockFile)) {
            throw taken(database, "another store of this process");
        }
        try {
            return new SqliteLock(lockFile, locked(database, lockFile));
        } catch (IOException e) {
            HELD_HERE.remove(lockFile);
            throw new JdbcStoreException(
                    "The approvals store could not make its lock file " + lockFile
                            + ": this process must be able to write in that folder. " + e,
                    e);
        } catch (JdbcStoreException e) {
            HELD_HERE.remove(lockFile);
            throw e;
        }
    }

    private static FileChannel locked(Path database, Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw taken(database, "another process");
    }

    private static JdbcStoreException taken(Path database, String who) {
        return new JdbcStoreException("The approvals store " + database + " is in use by " + who
                + ". SQLite is for one process: end the other one, give this one a file of its own, or let both share a"
                + " store on PostgreSQL.");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("The lock file {} could not be closed; it is free once this process has ended", lockFile, e);
            } finally {
                HELD_HERE.remove(lockFile);
            }
        }
    }
}
