package dev.approvals.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that never goes back, read from a source now and then and carried on in between. In microseconds. Thread-safe.
 *
 * <p>Where the source is found behind what was told already, by a little, time stands still until the source has caught
 * up; by more than {@link #STANDSTILL}, the source was set back, and its time is told with what it lacks added.
 */
final class StoreClock {

    /** For how long the clock may stand still. */
    static final Duration STANDSTILL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);

    /**
     * How the source is used.
     *
     * @param every how long the time is carried on before the source is read again
     * @param atMost how long it is carried on while the source cannot be read
     */
    record Rhythm(Duration every, Duration atMost) {}

    /**
     * What a source tells.
     *
     * @param clock its time
     * @param mark a time that somebody wrote down, before which the clock does not go
     */
    record Times(Instant clock, Instant mark) {}

    /** A reading: what time it was when the nanoseconds stood where. */
    private record Reading(Instant at, long nanos) {}

    private final Supplier<Times> source;
    private final Rhythm rhythm;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicReference<Instant> told;
    private final AtomicReference<Reading> last;
    private Duration lacking = Duration.ZERO;
    private volatile long tried;

    /**
     * A clock.
     *
     * @param source the time; it fails while it cannot be read
     * @param nanos what goes on evenly in between, in nanoseconds
     */
    StoreClock(Supplier<Times> source, Rhythm rhythm, LongSupplier nanos) {
        this.source = source;
        this.rhythm = rhythm;
        this.nanos = nanos;
        this.told = new AtomicReference<>(Instant.EPOCH);
        this.last = new AtomicReference<>(new Reading(Instant.EPOCH, nanos.getAsLong()));
        this.tried = nanos.getAsLong();
        read();
    }

    Instant now() {
        long begun = nanos.getAsLong();
        if (begun - tried >= rhythm.every().toNanos() && reading.tryLock()) {
            try {
                tried = begun;
                read();
            } catch (JdbcStoreException unreadable) {
                LOG.debug("The clock is carried on without its source", unreadable);
            } finally {
                reading.unlock();
            }
        }
        return tell(carriedOn());
    }

    /**
     * Reads the source now.
     *
     * @throws JdbcStoreException if it cannot be read
     */
    void refresh() {
        reading.lock();
        try {
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        Times times = source.get();
        Instant read = times.clock();
        Instant floor = tell(times.mark());
        Instant at = read.plus(lacking);
        if (!read.isBefore(floor)) {
            lacking = Duration.ZERO;
            at = read;
        } else if (at.isBefore(floor.minus(STANDSTILL))) {
            lacking = Duration.between(read, floor);
            at = floor;
            LOG.warn(
                    "The store's clock was set back by {}: it is told on from where it stood. Set it right; until then"
                            + " deadlines are kept by the time told.",
                    lacking);
        }
        last.set(new Reading(at, nanos.getAsLong()));
    }

    private Instant carriedOn() {
        Reading from = last.get();
        Duration since = Duration.ofNanos(nanos.getAsLong() - from.nanos());
        if (since.compareTo(rhythm.atMost()) > 0) {
            throw new JdbcStoreException("The store's clock could not be read for " + since.toSeconds()
                    + " s, so that no deadline can be kept: see that the database can be reached.");
        }
        return from.at().plus(since);
    }

    private Instant tell(Instant now) {
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        return told.accumulateAndGet(micros, (a, b) -> a.isAfter(b) ? a : b);
    }
}
