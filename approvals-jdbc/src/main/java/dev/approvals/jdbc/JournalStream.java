package dev.approvals.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of lines, read as the file that they would be: a page of rows at a time, each with a line's end behind it. */
final class JournalStream extends InputStream {

    /** How many rows are read at once; they are 16 MB at the very most. */
    static final int PAGE = 250;

    private final Pages pages;
    private long next;
    private byte[] page = {};
    private int at;
    private boolean ended;

    /** One row. */
    record Line(long seq, String text) {}

    /** Reads rows from a place on, {@link #PAGE} of them or all there are. */
    @FunctionalInterface
    interface Pages {
        List<Line> from(long seq) throws IOException;
    }

    JournalStream(long first, Pages pages) {
        this.next = first;
        this.pages = pages;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == page.length) {
            if (ended) {
                return -1;
            }
            turn();
        }
        int count = Math.min(length, page.length - at);
        System.arraycopy(page, at, into, offset, count);
        at += count;
        return count;
    }

    private void turn() throws IOException {
        List<Line> lines = pages.from(next);
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text()).append('\n');
            next = line.seq() + 1;
        }
        page = text.toString().getBytes(StandardCharsets.UTF_8);
        at = 0;
        ended = lines.size() < PAGE;
    }
}
