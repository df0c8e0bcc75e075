package dev.approvals.journal.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder for one writer, in this process and among processes of this host. */
public final class FolderLock implements AutoCloseable {

    /**
     * The folders that this process holds. A process that opens and closes a locked file a second time loses its lock on
     * POSIX systems, so the file must not even be touched.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int LONGEST_HOLDER = 200;

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
            FileLock lock = file.getChannel().tryLock();
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
