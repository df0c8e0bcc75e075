package dev.approvals.core.approver;

import java.io.BufferedReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.util.concurrent.LinkedBlockingQueue;

/** A person's keyboard: lines arrive when they are typed. */
final class Keyboard extends Reader {

    private static final String END = "";

    private final LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();
    private String rest = "";

    BufferedReader reader() {
        // No read-ahead beyond one line, as with a terminal.
        return new BufferedReader(this, 1);
    }

    void type(String line) {
        typed.add(line + "\n");
    }

    void end() {
        typed.add(END);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws InterruptedIOException {
        if (rest.isEmpty()) {
            try {
                rest = typed.take();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
            if (rest.equals(END)) {
                typed.add(END);
                return -1;
            }
        }
        int count = Math.min(length, rest.length());
        rest.getChars(0, count, buffer, offset);
        rest = rest.substring(count);
        return count;
    }

    @Override
    public boolean ready() {
        return !rest.isEmpty() || !typed.isEmpty();
    }

    @Override
    public void close() {
        end();
    }
}
