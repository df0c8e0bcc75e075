package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Events as text that a person reads in a failed test's report, one to a line. */
final class Timeline {

    private static final int LONGEST_FACT = 400;
    private static final int ID_SHOWN = 8;

    private Timeline() {}

    static String of(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return "  (no audit events)";
        }
        Instant start = events.get(0).at();
        return events.stream().map(event -> line(start, event)).collect(Collectors.joining("\n"));
    }

    private static String line(Instant start, AuditEvent event) {
        double seconds = Duration.between(start, event.at()).toMillis() / 1_000.0;
        String from = event.origin().tool().isEmpty()
                ? "the gate"
                : event.origin().tool() + " by " + event.origin().requester();
        return String.format(
                Locale.ROOT,
                "  %+9.3fs  %-8s #%-2d %-22s %s%s",
                seconds,
                shortId(event.callId()),
                event.sequence(),
                event.type(),
                from,
                facts(event));
    }

    private static String shortId(String callId) {
        return callId.isEmpty() ? "-" : callId.substring(0, Math.min(ID_SHOWN, callId.length()));
    }

    private static String facts(AuditEvent event) {
        return event.facts().entrySet().stream()
                .map(fact -> fact.getKey() + "=" + bounded(fact.getValue()))
                .collect(Collectors.joining(
                        ", ",
                        event.facts().isEmpty() ? "" : "  {",
                        event.facts().isEmpty() ? "" : "}"));
    }

    private static String bounded(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() <= LONGEST_FACT ? line : line.substring(0, LONGEST_FACT) + "...";
    }
}
