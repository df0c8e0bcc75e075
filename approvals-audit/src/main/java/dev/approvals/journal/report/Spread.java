package dev.approvals.journal.report;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things took, in bounded memory: each time is known to one part in sixteen, and a quantile is the upper end of
 * what it may be.
 */
final class Spread {

    private static final int PARTS = 16;
    private static final int PARTS_BITS = 4;
    private static final int OCTAVES = 44;

    private final int[] counts = new int[PARTS * OCTAVES];
    private long count;
    private long longest;

    void add(Duration took) {
        long millis = Math.max(0, took.toMillis());
        counts[Math.min(counts.length - 1, place(millis))]++;
        count++;
        longest = Math.max(longest, millis);
    }

    /** Below 16 each millisecond has a place; from there on each octave has 16. */
    private static int place(long millis) {
        if (millis < PARTS) {
            return (int) millis;
        }
        int shift = 63 - Long.numberOfLeadingZeros(millis) - PARTS_BITS;
        return PARTS * shift + (int) (millis >>> shift);
    }

    private static long upper(int place) {
        if (place < PARTS) {
            return place;
        }
        int shift = place / PARTS - 1;
        return ((place - (long) PARTS * shift + 1) << shift) - 1;
    }

    long count() {
        return count;
    }

    /** What so many percent took at most. */
    Optional<Duration> percent(int percent) {
        long wanted = Math.max(1, (count * percent + 99) / 100);
        long passed = 0;
        for (int place = 0; place < counts.length; place++) {
            passed += counts[place];
            if (count > 0 && passed >= wanted) {
                return Optional.of(Duration.ofMillis(Math.min(upper(place), longest)));
            }
        }
        return Optional.empty();
    }
}
