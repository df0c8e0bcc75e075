package dev.approvals.journal.verify;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells half a last line that is being written from one that a crash left: a writer that is alive ends its line within
 * moments, whatever it writes to.
 */
final class HalfLine {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private HalfLine() {}

    /** Whether the newest segment's line has no end because it is still being written. */
    static boolean isBeingWritten(JournalHome home, Segment newest, LineStream lines) throws IOException {
        return !lines.isTerminated()
                && lines.length() <= LineFormat.LONGEST
                && grows(home, newest, lines.offset() + lines.length(), PATIENCE);
    }

    /** Whether a segment becomes longer than it was, while somebody is alive who could make it so. */
    static boolean grows(JournalHome home, Segment newest, long length, Duration patience) throws IOException {
        long begin = System.nanoTime();
        boolean alive = true;
        while (newest.length() <= length) {
            if (!alive || System.nanoTime() - begin > patience.toNanos()) {
                return false;
            }
            // Looked at before the length: whoever was gone then adds nothing to it any more.
            alive = home.isBeingWritten();
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return true;
    }
}
