package dev.approvals.journal;

import java.util.Arrays;

/** Lines on their way to a file. */
final class LineBuffer {

    private static final int USUAL = 1 << 16;
    private static final int WORTH_KEEPING = 1 << 22;

    private byte[] bytes = new byte[USUAL];
    private int size;

    void add(byte[] part) {
        if (bytes.length - size < part.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + part.length));
        }
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        if (bytes.length > WORTH_KEEPING) {
            bytes = new byte[USUAL];
        }
    }
}
