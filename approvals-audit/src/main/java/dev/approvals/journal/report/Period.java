package dev.approvals.journal.report;

import dev.approvals.journal.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The time that a report is about.
 *
 * @param from its beginning, where one was asked for
 * @param until its end, where one was asked for
 * @param first the time of the first event, or of the beginning, whichever is later
 * @param last the time of the last event, or of the end, whichever is earlier
 */
record Period(Optional<Instant> from, Optional<Instant> until, Instant first, Instant last) {

    static Period of(Optional<Instant> from, Optional<Instant> until, List<Verification> journals) {
        Optional<Instant> earliest = journals.stream()
                .flatMap(journal -> journal.extent().from().stream())
                .min(Comparator.naturalOrder());
        Optional<Instant> latest = journals.stream()
                .flatMap(journal -> journal.extent().to().stream())
                .max(Comparator.naturalOrder());
        Instant first = max(from.orElse(Instant.MIN), earliest.orElse(Instant.EPOCH));
        Instant end = until.map(moment -> moment.minus(Duration.ofNanos(1))).orElse(Instant.MAX);
        Instant last = latest.filter(moment -> moment.isBefore(end)).orElse(latest.isEmpty() ? first : end);
        return new Period(from, until, first, max(first, last));
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Events before this are read and not counted. */
    Instant counted() {
        return from.orElse(Instant.MIN);
    }

    /** The moment the report describes. */
    Instant asOf() {
        return until.orElse(last);
    }

    Grid grid() {
        return Grid.over(first, last);
    }
}
