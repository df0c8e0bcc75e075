package dev.approvals.journal.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A period cut into equal parts, few enough to draw.
 *
 * @param begin when the first begins: at a whole hour of UTC, or with a day
 * @param part how long each is
 * @param parts how many there are
 */
record Grid(Instant begin, Duration part, int parts) {

    private static final int MOST = 31;
    private static final long HOUR = 3600;
    private static final List<Long> HOURS = List.of(1L, 6L, 24L, 7 * 24L, 28 * 24L, 91 * 24L, 364 * 24L, 3640 * 24L);

    static Grid over(Instant from, Instant until) {
        for (long hours : HOURS) {
            Grid grid = of(from, until, hours * HOUR);
            if (grid.parts <= MOST) {
                return grid;
            }
        }
        long all = Duration.between(from, until).toSeconds();
        return of(from, until, (all / MOST / HOUR + 1) * 2 * HOUR);
    }

    private static Grid of(Instant from, Instant until, long seconds) {
        long aligned = Math.min(seconds, 24 * HOUR);
        long first = Math.floorDiv(from.getEpochSecond(), aligned) * aligned;
        long last = Math.max(0, Math.floorDiv(until.getEpochSecond() - first, seconds));
        long parts = Math.min(last + 1, Integer.MAX_VALUE);
        return new Grid(Instant.ofEpochSecond(first), Duration.ofSeconds(seconds), (int) parts);
    }

    int place(Instant at) {
        long place = Math.floorDiv(at.getEpochSecond() - begin.getEpochSecond(), part.toSeconds());
        return (int) Math.max(0, Math.min(parts - 1, place));
    }

    Instant begin(int place) {
        return begin.plus(part.multipliedBy(place));
    }
}
