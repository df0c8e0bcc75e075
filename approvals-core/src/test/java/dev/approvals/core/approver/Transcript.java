package dev.approvals.core.approver;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What stood on a screen, and a way to wait for it. */
final class Transcript extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private int seen;

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        lock.lock();
        try {
            bytes.write(b);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    String text() {
        lock.lock();
        try {
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a text after the last one that was waited for. */
    void await(String text) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(20);
        lock.lock();
        try {
            while (text().indexOf(text, seen) < 0) {
                left = more.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("No <" + text + "> after:\n" + text().substring(seen));
                }
            }
            seen = text().indexOf(text, seen) + text.length();
        } finally {
            lock.unlock();
        }
    }
}
