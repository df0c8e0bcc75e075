package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one journal on their way to disk, in group commit: whoever waits first writes and syncs for all that wait.
 * There is no thread of its own. After any failure nothing is taken any more.
 */
final class Log {

    private static final int MOST_WAITING = 1 << 20;
    private static final long SECONDS_A_DAY = TimeUnit.DAYS.toSeconds(1);
    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final String name;
    private final JournalHome.Writer writer;
    private final long segmentBytes;
    private final OwnEvents own;
    private final String key;

    private final ReentrantLock lock = new ReentrantLock();
    /** A batch was written or synced, or failed. */
    private final Condition progress = lock.newCondition();
    /** As many lines wait as were in the last batch. */
    private final Condition gathered = lock.newCondition();

    private final Chain chain;
    /** The day that the segment is for, since 1970 in UTC. */
    private long day;
    /** How many bytes the segment has or is about to have. */
    private long segmentSize;

    /** How many of them its first line has, which does not count: a line larger than a segment must stand somewhere. */
    private long segmentHead;

    private LineBuffer filling = new LineBuffer();
    private LineBuffer spare = new LineBuffer();
    private boolean leading;
    /** The lines up to which somebody waits for the disk. */
    private long syncWanted;

    private long lastBatch;
    private TreeState written;
    private TreeState synced;
    private boolean closed;
    private @Nullable Throwable failure;

    /** Where a log is written, and what it tells of itself with. */
    record Place(String name, JournalHome.Writer writer, long segmentBytes, OwnEvents own, String key) {}

    /** Goes on behind a chain, with a segment that has so many bytes and is for that day. */
    Log(Place place, Chain chain, long segmentSize, long day) {
        this.name = place.name();
        this.writer = place.writer();
        this.segmentBytes = place.segmentBytes();
        this.own = place.own();
        this.key = place.key();
        this.chain = chain;
        this.segmentSize = segmentSize;
        this.day = day;
        this.written = chain.tree();
        this.synced = written;
    }

    /**
     * Appends one line.
     *
     * @return its place in the log
     */
    long append(AuditEvent event, byte[] body, Durability durability) {
        lock.lock();
        try {
            checkOpen();
            makeRoom(body.length, day(event.at()));
            return add(event, body, durability);
        } finally {
            lock.unlock();
        }
    }

    private long add(AuditEvent event, byte[] body, Durability durability) {
        int before = filling.size();
        try {
            chain.write(event, body, filling);
        } catch (Throwable t) {
            // Half a line may wait now, and the chain may count it: neither must reach the file.
            fail(t);
            throw t;
        }
        long seq = chain.next() - 1;
        segmentSize += filling.size() - before;
        if (leading && chain.next() - written.size() >= lastBatch) {
            gathered.signal();
        }
        if (durability != Durability.ASYNC || filling.size() > MOST_WAITING) {
            await(seq + 1, durability == Durability.DISK);
        }
        return seq;
    }

    long append(OwnEvents.Written line, Durability durability) {
        return append(line.event(), line.body(), durability);
    }

    /** Puts everything on disk that was appended so far. */
    TreeState flush() {
        lock.lock();
        try {
            checkOpen();
            await(chain.next(), true);
            return synced;
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() {
        if (failure != null) {
            throw new JournalException(
                    "The journal " + name + " failed and takes no more events: " + failure
                            + ". Mend the cause, then open it again.",
                    failure);
        }
        if (closed) {
            throw new JournalException("The journal " + name + " is closed.");
        }
    }

    private void await(long size, boolean onDisk) {
        if (onDisk) {
            syncWanted = Math.max(syncWanted, size);
        }
        while ((onDisk ? synced : written).size() < size) {
            if (failure != null) {
                checkOpen();
            }
            if (leading) {
                progress.awaitUninterruptibly();
            } else {
                lead();
            }
        }
    }

    /** Writes what waits, for everybody. */
    private void lead() {
        TreeState before = written;
        leading = true;
        try {
            linger();
            write(syncWanted > synced.size());
        } catch (Throwable t) {
            // Whatever went wrong: nobody knows what is in the file now.
            fail(t);
        }
        leading = false;
        lastBatch = written.size() - before.size();
        progress.signalAll();
    }

    /** Gives up the lock while the file is slow, so that the next batch can gather. */
    private void write(boolean sync) throws IOException {
        LineBuffer batch = filling;
        filling = spare;
        TreeState tree = chain.tree();
        lock.unlock();
        try {
            writer.write(batch.bytes(), batch.size(), sync);
        } finally {
            lock.lock();
        }
        batch.clear();
        spare = batch;
        written = tree;
        synced = sync ? tree : synced;
    }

    /** Waits a moment for those who were in the last batch: they have just been woken, and a sync costs far more. */
    private void linger() {
        if (lastBatch < 2 || syncWanted <= synced.size()) {
            return;
        }
        long nanos = LINGER_NANOS;
        try {
            while (nanos > 0 && chain.next() - written.size() < lastBatch) {
                nanos = gathered.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // No reason to leave others without their sync; the caller finds the flag as it was.
            Thread.currentThread().interrupt();
        }
    }

    private void makeRoom(int length, long today) {
        while (isFull(length, today)) {
            if (leading) {
                progress.awaitUninterruptibly();
            } else {
                rotate(today);
            }
            checkOpen();
        }
    }

    /** {@return the day of an instant, since 1970 in UTC} */
    static long day(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }

    /** A line that tells of an earlier day than the segment's, by whatever clock, begins none. */
    private boolean isFull(int length, long today) {
        long line = LineFormat.LONGEST_PREFIX + length + 1L;
        return segmentSize > segmentHead && (segmentSize + line > segmentBytes || today > day);
    }

    /** Begins the next segment. Rare, so everybody waits. */
    private void rotate(long today) {
        try {
            writeAll();
            writer.begin(chain.next());
            day = today;
            OwnEvents.Written first = own.segment(chain, key);
            chain.write(first.event(), first.body(), filling);
            segmentSize = filling.size();
            segmentHead = segmentSize;
            writeAll();
        } catch (Throwable t) {
            fail(t);
        }
        progress.signalAll();
    }

    private void writeAll() throws IOException {
        writer.write(filling.bytes(), filling.size(), true);
        filling.clear();
        written = chain.tree();
        synced = written;
    }

    /** {@return what has reached the operating system} */
    TreeState written() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    Optional<Throwable> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more events. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = failure == null ? cause : failure;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the log behind a last line that says so.
     *
     * @return what it ends at; empty if it was closed before, or had failed
     */
    Optional<TreeState> close() {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            closed = true;
            if (failure != null) {
                return Optional.empty();
            }
            OwnEvents.Written last = own.event(OwnEvents.CLOSED, Map.of());
            add(last.event(), last.body(), Durability.DISK);
            return Optional.of(synced);
        } finally {
            // Nobody is writing any more when whoever closes the log closes what it is written to.
            while (leading) {
                progress.awaitUninterruptibly();
            }
            lock.unlock();
        }
    }
}
