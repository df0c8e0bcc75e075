package dev.approvals.cli;

import static java.util.Map.entry;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Shown;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an event says in half a sentence, of the facts that matter most for its type; of types it does not know, all. */
final class Telling {

    private static final int MOST = 160;

    /** A fact, and the words before it; both are left out where the event does not have it. */
    private record Part(String before, String fact) {}

    private static final Map<String, List<Part>> PARTS = Map.ofEntries(
            entry("action.requested", parts("", "summary", ", risk ", "risk", "; it says: ", "reason")),
            entry("policy.evaluated", parts("", "verdict", ", rule ", "rule", ", ", "code", ": ", "why")),
            entry("approval.requested", parts("needs ", "plan", ", by ", "decideBy")),
            entry("approval.notified", parts("by ", "channel", ": ", "reference")),
            entry(
                    "approval.decided",
                    parts("", "decision", " by ", "reviewer", ", quorum ", "quorum", ", ", "code", ": ", "comment")),
            entry("approval.refused", parts("", "code", ", ", "reviewer", ": ", "why")),
            entry("action.started", parts("verdict ", "verdict", ", rule ", "rule", ", grant ", "grant")),
            entry("action.completed", parts("", "outcome", ": ", "detail")),
            entry("action.failed", parts("", "outcome", "", "code", ": ", "why", ": ", "detail")),
            entry("log.opened", parts("", "name", ", ", "size", " lines before, key ", "key")),
            entry("log.segment", parts("", "size", " lines before, root ", "root")));

    private Telling() {}

    private static List<Part> parts(String... beforeAndFact) {
        return IntStream.range(0, beforeAndFact.length / 2)
                .mapToObj(i -> new Part(beforeAndFact[2 * i], beforeAndFact[2 * i + 1]))
                .toList();
    }

    static String of(AuditEvent event) {
        List<Part> parts = PARTS.get(event.type().name());
        return parts == null ? all(event) : told(event, parts);
    }

    private static String told(AuditEvent event, List<Part> parts) {
        StringBuilder told = new StringBuilder();
        for (Part part : parts) {
            String value = event.fact(part.fact);
            if (!value.isEmpty()) {
                told.append(told.isEmpty() ? part.before.replaceFirst("^[,;:]? ", "") : part.before)
                        .append(cut(value));
            }
        }
        return told.toString();
    }

    private static String all(AuditEvent event) {
        return event.facts().entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .map(fact -> fact.getKey() + "=" + cut(fact.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The beginning of a long text; what was left out is counted, and {@code --full} shows it. */
    private static String cut(String value) {
        return Shown.beginning(value, MOST);
    }
}
