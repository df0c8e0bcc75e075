package dev.approvals.cli;

import dev.approvals.journal.read.Query;
import dev.approvals.journal.report.Report;
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
        Query query = from.isPresent() ? wide.from(moments.from(from.get())) : wide;
        return until.isPresent() ? query.until(moments.until(until.get())) : query;
    }

    Report narrow(Report wide, Moments moments) {
        Report report = from.isPresent() ? wide.from(moments.from(from.get())) : wide;
        return until.isPresent() ? report.until(moments.until(until.get())) : report;
    }

    /** {@return whether all of time is wanted} */
    boolean isAll() {
        return from.isEmpty() && until.isEmpty();
    }
}
