package dev.approvals.cli;

import dev.approvals.journal.read.Query;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that choose events. All that are given must hold. */
final class Selection {

    @Option(
            names = {"--call", "--request"},
            paramLabel = "ID",
            description = "Of one call: its id, or the beginning of it.")
    private Optional<String> call = Optional.empty();

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Behind the call or deciding on it: issuer:subject, the subject, or the directory's id.")
    private Optional<String> person = Optional.empty();

    @Option(names = "--tool", paramLabel = "NAME", description = "Of calls of one tool.")
    private Optional<String> tool = Optional.empty();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Of one type, such as approval.decided, or of those that begin so: approval.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--fact", paramLabel = "NAME=VALUE", description = "With this fact. May be given again.")
    private Map<String, String> facts = Map.of();

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

    /** Narrows a query to what was chosen. */
    Query narrow(Query wide, Moments moments) {
        Query query = wide;
        if (call.isPresent()) {
            String begin = call.get();
            query = query.where(entry -> entry.event().callId().startsWith(begin));
        }
        if (person.isPresent()) {
            query = query.person(person.get());
        }
        if (tool.isPresent()) {
            query = query.tool(tool.get());
        }
        if (type.isPresent()) {
            query = query.type(type.get());
        }
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            query = query.where(entry -> entry.event().fact(fact.getKey()).equals(fact.getValue()));
        }
        if (from.isPresent()) {
            query = query.from(moments.from(from.get()));
        }
        return until.isPresent() ? query.until(moments.until(until.get())) : query;
    }

    /** {@return whether nothing was chosen, and so all is wanted} */
    boolean isAll() {
        return facts.isEmpty()
                && Stream.of(call, person, tool, type, from, until).allMatch(Optional::isEmpty);
    }
}
