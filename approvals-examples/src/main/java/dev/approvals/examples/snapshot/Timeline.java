package dev.approvals.examples.snapshot;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.core.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the audit events, and tells them as a timeline. */
final class Timeline implements AuditSink {

    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void append(AuditEvent event) {
        events.add(event);
    }

    List<AuditEvent> events() {
        return List.copyOf(events);
    }

    long count(AuditEventType type, String tool) {
        return events.stream()
                .filter(event ->
                        event.type().equals(type) && event.origin().tool().equals(tool))
                .count();
    }

    /** {@return the calls' events in the order of their times, one to a line} */
    List<String> lines() {
        List<AuditEvent> ofCalls = events.stream()
                .filter(event -> !event.origin().tool().isEmpty())
                .sorted(Comparator.comparing(AuditEvent::at))
                .toList();
        return ofCalls.stream().map(event -> line(ofCalls.get(0).at(), event)).toList();
    }

    private static String line(Instant start, AuditEvent event) {
        double seconds = Duration.between(start, event.at()).toMillis() / 1000.0;
        String tool = event.origin().tool();
        return String.format(Locale.ROOT, "  %6.3f s  %-6s  %-18s  %s", seconds, tool, event.type(), told(event))
                .stripTrailing();
    }

    private static String told(AuditEvent event) {
        boolean ruled = !event.fact("rule").isEmpty();
        return fact(event, "plan", "needs ")
                + (ruled ? fact(event, "verdict", "") : "")
                + (ruled && event.facts().containsKey("verdict") ? fact(event, "rule", ", rule: ") : "")
                + fact(event, "decision", "")
                + fact(event, "reviewer", " by ")
                + fact(event, "code", ": ")
                + fact(event, "comment", ": ");
    }

    private static String fact(AuditEvent event, String name, String before) {
        return event.fact(name).isEmpty() ? "" : before + VisibleText.escape(event.fact(name));
    }
}
