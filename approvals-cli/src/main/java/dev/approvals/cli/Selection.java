package dev.approvals.cli;

import dev.approvals.journal.read.Query;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Period period = new Period();

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
        return period.narrow(query, moments);
    }

    /** {@return the options as they were given, each with a space before it} */
    String given() {
        StringBuilder given = new StringBuilder();
        call.ifPresent(id -> given.append(" --call ").append(id));
        person.ifPresent(name -> given.append(" --person ").append(name));
        tool.ifPresent(name -> given.append(" --tool ").append(name));
        type.ifPresent(name -> given.append(" --type ").append(name));
        facts.forEach((name, value) ->
                given.append(" --fact ").append(name).append('=').append(value));
        return given + period.given();
    }

    /** {@return what may be wrong with the type that was chosen, where the journals have no event of it} */
    String hint(Looked looked) {
        return type.filter(name -> !looked.hasType(name))
                .map(name -> looked.hasType(name + ".")
                        ? " For all types that begin so, end it with a dot: --type " + name + "."
                        : " The types there are: " + looked.types() + ".")
                .orElse("");
    }

    /** {@return whether nothing was chosen, and so all is wanted} */
    boolean isAll() {
        return facts.isEmpty()
                && period.isAll()
                && Stream.of(call, person, tool, type).allMatch(Optional::isEmpty);
    }
}
