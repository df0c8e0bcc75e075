package dev.approvals.journal.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The events that a report shows: those that figures name first, so many and no more. */
final class Kept {

    /** How many events a page shows at most. */
    static final int MOST = 1_000;

    /** How many events a usual figure names. */
    static final int USUAL = 3;

    /** How many events a figure names that somebody has to look into. */
    static final int ALARMING = 100;

    /** How many more events there is room for where somebody has to look into them. */
    private static final int RESERVED = 300;

    private final Instant from;
    private final Map<Figure.Ref, EventRow> rows = new TreeMap<>();

    Kept(Instant from) {
        this.from = from;
    }

    boolean inPeriod(Instant at) {
        return !at.isBefore(from);
    }

    Tally usual() {
        return new Tally(this, USUAL);
    }

    Tally alarming() {
        return new Tally(this, ALARMING);
    }

    void keep(Figure.Ref ref, Supplier<EventRow> row, boolean alarming) {
        if (rows.size() < MOST - (alarming ? 0 : RESERVED)) {
            rows.computeIfAbsent(ref, any -> row.get());
        }
    }

    void keep(EventRow row) {
        keep(row.ref(), () -> row, true);
    }

    /** In the order of time; those of one journal at one time in its order. */
    List<EventRow> rows() {
        return rows.values().stream()
                .sorted(Comparator.comparing(EventRow::at).thenComparing(EventRow::ref))
                .toList();
    }
}
