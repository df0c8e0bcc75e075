package dev.approvals.journal.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts events of the period, and keeps the first of them. */
final class Tally {

    private final Kept kept;
    private final int most;
    private final List<Figure.Ref> first = new ArrayList<>(2);
    private long count;

    Tally(Kept kept, int most) {
        this.kept = kept;
        this.most = most;
    }

    void add(Seen seen) {
        add(seen.ref(), seen.at(), seen::row);
    }

    void add(EventRow row) {
        add(row.ref(), row.at(), () -> row);
    }

    private void add(Figure.Ref ref, Instant at, Supplier<EventRow> row) {
        if (!kept.inPeriod(at)) {
            return;
        }
        count++;
        if (first.size() < most) {
            first.add(ref);
            kept.keep(ref, row, most == Kept.ALARMING);
        }
    }

    /** Adds what another counted. */
    void merge(Tally other) {
        count += other.count;
        other.first.stream().limit(most - first.size()).forEach(first::add);
    }

    long count() {
        return count;
    }

    Figure figure(Filter filter) {
        return new Figure(count, first, filter);
    }
}
