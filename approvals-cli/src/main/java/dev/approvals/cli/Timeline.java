package dev.approvals.cli;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Entry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows events as lines: when, its number, what, of which call, and what it says. */
final class Timeline {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SHORT_ID = 8;
    private static final Set<String> BAD_ENDINGS = Set.of(
            "refused",
            "undelivered",
            "expired",
            "invalidated",
            "revoked",
            "lapsed",
            "failed",
            "outcome_unknown",
            "locked",
            "recovered",
            "pruned",
            "erased",
            "used");

    private final boolean nodes;

    /**
     * A timeline.
     *
     * @param nodes whether it names the process that wrote each line, as where several journals are read as one
     */
    Timeline(boolean nodes) {
        this.nodes = nodes;
    }

    Text line(Entry entry) {
        AuditEvent event = entry.event();
        Text line = Text.of(Style.FAINT, time(event.at()))
                .add(Style.FAINT, String.format(Locale.ROOT, " %6d  ", entry.seq()));
        if (nodes) {
            line.column(Style.FAINT, entry.node(), 12);
        }
        line.column(style(event), event.type().name(), 18);
        if (!event.origin().tool().isEmpty()) {
            line.add(Style.STRONG, event.origin().tool()).add(Style.FAINT, " " + abbreviated(event.callId()) + "  ");
        }
        if (event.sequence() == 1 && !event.origin().tool().isEmpty()) {
            line.add(event.origin().requester() + ": ");
        }
        return line.add(styleOfTold(event), Telling.of(event)).add(Style.FAINT, apart(entry));
    }

    /** The line, and below it all that is known of the event. */
    static List<Text> whole(Entry entry) {
        AuditEvent event = entry.event();
        List<Text> lines = new ArrayList<>();
        lines.add(Text.of(Style.FAINT, time(event.at()))
                .add(Style.FAINT, String.format(Locale.ROOT, " %6d  ", entry.seq()))
                .add(style(event), event.type().name()));
        row(lines, "tool", event.origin().tool());
        row(lines, "call", event.callId() + ", its event " + event.sequence());
        row(lines, "requester", event.origin().requester().toString());
        row(lines, "conversation", event.origin().requester().conversation());
        row(lines, "realm", event.origin().realm() + " (" + event.origin().mode() + ")");
        row(lines, "node", entry.node());
        for (Map.Entry<String, String> fact : event.facts().entrySet()) {
            row(lines, fact.getKey(), fact.getValue());
        }
        entry.apart()
                .ifPresent(apart -> apart.facts().keySet().stream()
                        .sorted()
                        .filter(name -> !event.facts().containsKey(name))
                        .forEach(name -> row(lines, name, "(kept apart, encrypted, or erased)")));
        return lines;
    }

    private static void row(List<Text> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(Text.of("    ").column(Style.FAINT, name, 14).add(value));
        }
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String abbreviated(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }

    private static String apart(Entry entry) {
        return entry.apart()
                .map(apart -> " [kept apart: "
                        + String.join(
                                ", ", apart.facts().keySet().stream().sorted().toList()) + "]")
                .orElse("");
    }

    private static Style style(AuditEvent event) {
        String name = event.type().name();
        if (BAD_ENDINGS.contains(name.substring(name.indexOf('.') + 1)) && !name.equals("grant.used")) {
            return Style.WARNING;
        }
        return name.equals("action.started") ? Style.STEP : name.startsWith("log.") ? Style.FAINT : Style.PLAIN;
    }

    private static Style styleOfTold(AuditEvent event) {
        return switch (event.fact("decision")) {
            case "APPROVE" -> Style.GOOD;
            case "DENY" -> Style.BAD;
            default -> Style.PLAIN;
        };
    }
}
