package dev.approvals.journal.segment;

import dev.approvals.journal.disk.Disk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Appends to one segment. For one thread at a time. */
public final class SegmentWriter implements AutoCloseable {

    private final Path path;
    private final Optional<Object> key;
    private final RandomAccessFile file;
    private long length;

    private SegmentWriter(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        this.key = Disk.keyOf(path);
        this.length = file.length();
        file.seek(length);
    }

    /**
     * Makes a new segment.
     *
     * @param segment a segment that is not there
     * @return its writer
     * @throws IOException if it is there, or could not be made
     */
    public static SegmentWriter create(SegmentFile segment) throws IOException {
        Disk.create(segment.path());
        return open(segment);
    }

    /**
     * Goes on with a segment.
     *
     * @param segment a segment that is there
     * @return its writer
     * @throws IOException if it cannot be opened
     */
    public static SegmentWriter open(SegmentFile segment) throws IOException {
        RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "rw");
        try {
            return new SegmentWriter(segment.path(), file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** {@return how many bytes it has} */
    public long length() {
        return length;
    }

    /**
     * Writes.
     *
     * @param bytes where the bytes stand
     * @param count how many of them
     * @throws IOException if not all of them were written
     */
    public void write(byte[] bytes, int count) throws IOException {
        if (count > 0) {
            file.write(bytes, 0, count);
            length += count;
        }
    }

    /**
     * Puts what was written on disk.
     *
     * @throws IOException if it failed, or the file is no longer the one at its path
     */
    public void sync() throws IOException {
        file.getFD().sync();
        try {
            if (!Disk.keyOf(path).equals(key)) {
                throw new IOException("Another file was put in the place of " + path);
            }
        } catch (NoSuchFileException e) {
            throw new IOException(path + " was removed while it was being written", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
