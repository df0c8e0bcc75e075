package dev.approvals.journal.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one writer, in this process and among processes of this host. */
public final class FolderLock implements AutoCloseable {

    /**
     * The folders that this process holds. A process that opens and closes a locked file a second time loses its lock on
     * POSIX systems, so the file must not even be touched.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Whoever looks whether somebody holds a folder must not do so while this process is taking it, for the same reason. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private static final int LONGEST_HOLDER = 200;

    /** Who looks whether a folder is held holds it for a moment: an attempt to take it is repeated this often. */
    private static final int ATTEMPTS = 10;

    private static final long BETWEEN_ATTEMPTS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;
    private final RandomAccessFile file;

    private FolderLock(Path folder, RandomAccessFile file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @param folder a folder that is there
     * @return the lock, to be closed
     * @throws IOException if another writer has it; the message says who
     */
    public static FolderLock take(Path folder) throws IOException {
        TURN.lock();
        try {
            return takeNow(folder);
        } finally {
            TURN.unlock();
        }
    }

    /**
     * Says whether a writer that is alive has a folder, in this process or another one of this host.
     *
     * @param folder the folder
     * @return whether one has it; also where nobody can tell
     * @throws IOException if the folder cannot be looked at
     */
    public static boolean isHeld(Path folder) throws IOException {
        Path real = folder.toRealPath();
        boolean interrupted = Thread.interrupted();
        TURN.lock();
        try {
            return HELD.contains(real) || isLocked(real.resolve("lock"));
        } finally {
            TURN.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isLocked(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (NoSuchFileException neverWritten) {
            return false;
        } catch (AccessDeniedException somebodyElses) {
            return true;
        }
    }

    private static FolderLock takeNow(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw new IOException("The journal " + folder + " is open already in this process; share that one,"
                    + " or give this writer a folder of its own.");
        }
        try {
            return lock(real);
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        Path path = folder.resolve("lock");
        if (!Files.exists(path)) {
            Disk.create(path);
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            FileLock lock = tryLock(file);
            if (lock == null) {
                throw new IOException("The journal " + folder + " is being written by another process (" + holder(file)
                        + "); give this process a folder of its own. Readers merge several journals.");
            }
            file.setLength(0);
            file.write(("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
            return new FolderLock(folder, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        FileLock lock = file.getChannel().tryLock();
        for (int i = 1; i < ATTEMPTS && lock == null; i++) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            lock = file.getChannel().tryLock();
        }
        return lock;
    }

    private static String holder(RandomAccessFile file) throws IOException {
        byte[] text = new byte[LONGEST_HOLDER];
        int length = Math.max(0, file.read(text));
        String holder = new String(text, 0, length, StandardCharsets.US_ASCII);
        return holder.matches("process \\d+") ? holder : "which one is not known";
    }

    /** Gives the folder free. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HELD.remove(folder);
        }
    }
}
