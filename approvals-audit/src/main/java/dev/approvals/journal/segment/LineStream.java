package dev.approvals.journal.segment;

import dev.approvals.journal.line.LineFormat;
import java.io.IOException;
import java.io.InputStream;

/** Reads a segment line by line without ever holding more than a few of them. For one thread. */
public final class LineStream implements AutoCloseable {

    /** Room for the longest line, its end, and enough more to read in large pieces. */
    private final byte[] buffer = new byte[4 * LineFormat.LONGEST];

    private final InputStream in;
    private int begin;
    private int length;
    private int filled;
    private boolean terminated;
    private long offset;
    private long number;

    /**
     * Opens a segment.
     *
     * @param segment the segment
     * @throws IOException if it cannot be read
     */
    public LineStream(Segment segment) throws IOException {
        in = segment.open();
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the file
     * @throws IOException if it cannot be read
     */
    public boolean next() throws IOException {
        int from = begin + length + (terminated ? 1 : 0);
        offset += from - begin;
        begin = from;
        int end = indexOfEnd(begin);
        if (end < 0 && filled - begin <= LineFormat.LONGEST) {
            fill();
            end = indexOfEnd(begin);
        }
        terminated = end >= 0;
        length = (terminated ? end : filled) - begin;
        number++;
        return terminated || length > 0;
    }

    private int indexOfEnd(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, begin, buffer, 0, filled - begin);
        filled -= begin;
        begin = 0;
        filled += in.readNBytes(buffer, filled, buffer.length - filled);
    }

    /** {@return where the line stands: in this array from {@link #begin} on, until {@link #next}} */
    public byte[] bytes() {
        return buffer;
    }

    /** {@return where the line begins in the array} */
    public int begin() {
        return begin;
    }

    /** {@return how long the line is, without its end; of a line that is too long, a piece of it} */
    public int length() {
        return length;
    }

    /** {@return whether the line has its end} */
    public boolean isTerminated() {
        return terminated;
    }

    /** {@return where in the file the line begins} */
    public long offset() {
        return offset;
    }

    /** {@return which line of the file it is, from 1} */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
