package dev.approvals.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What surrounds a run of the program.
 *
 * @param out where results go
 * @param err where complaints go, and the progress
 * @param clock tells what {@code 24h} ago was
 * @param nanoTime tells how long something takes
 * @param pause waits before a followed journal is looked at again; false ends it
 */
record Terminal(Printer out, Printer err, Clock clock, LongSupplier nanoTime, BooleanSupplier pause) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** The streams of this process; not {@code System.out}, which keeps silent about what could not be written. */
    static Terminal ofProcess() {
        boolean coloured = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new Printer(new FileOutputStream(FileDescriptor.out), Tty.isTerminal(Tty.OUT), coloured),
                new Printer(new FileOutputStream(FileDescriptor.err), Tty.isTerminal(Tty.ERR), coloured),
                Clock.systemUTC(),
                System::nanoTime,
                Terminal::waitForMore);
    }

    private static boolean waitForMore() {
        try {
            return !new CountDownLatch(1).await(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
