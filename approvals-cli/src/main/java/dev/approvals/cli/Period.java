package dev.approvals.cli;

import dev.approvals.journal.read.Query;
import dev.approvals.journal.report.Report;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose a span of time. */
final class Period {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From then on: 2026-01-31T09:00Z, 2026-01-31 (a day of UTC), or 24h ago (m, h, d).")
    private Optional<String> from = Optional.empty();

    @Option(
            names = {"--until", "--to"},
            paramLabel = "TIME",
            description = "Before then; of a day, to its end.")
    private Optional<String> until = Optional.empty();

    Query narrow(Query wide, Moments moments) {
        Query.Span span = span(moments);
        Query query = span.from().map(wide::from).orElse(wide);
        return span.until().map(query::until).orElse(query);
    }

    Report narrow(Report wide, Moments moments) {
        Query.Span span = span(moments);
        Report report = span.from().map(wide::from).orElse(wide);
        return span.until().map(report::until).orElse(report);
    }

    private Query.Span span(Moments moments) {
        Optional<Instant> begin = from.map(moments::from);
        Optional<Instant> end = until.map(moments::until);
        if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
            throw new Trouble("--from " + from.get() + " is not before --until " + until.get()
                    + ": nothing lies between them. Give the earlier one as --from.");
        }
        return new Query.Span(begin, end);
    }

    /** {@return the options as they were given, each with a space before it} */
    String given() {
        return from.map(time -> " --from " + time).orElse("")
                + until.map(time -> " --until " + time).orElse("");
    }

    /** {@return whether all of time is wanted} */
    boolean isAll() {
        return from.isEmpty() && until.isEmpty();
    }
}
