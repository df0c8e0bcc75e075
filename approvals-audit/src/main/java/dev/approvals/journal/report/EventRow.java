package dev.approvals.journal.report;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Shown;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * An event as a report shows it. Its texts are as they stand in the journal, or their beginnings: not safe to show.
 *
 * @param ref where it stands
 * @param at when
 * @param type what happened
 * @param tool the tool, or empty
 * @param call the call
 * @param requester on whose behalf, or empty where it is about no call
 * @param facts what else is known, in one text
 */
public record EventRow(
        Figure.Ref ref, Instant at, String type, String tool, String call, String requester, String facts) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_FACT = 160;
    private static final int LONGEST = 600;

    static EventRow of(Figure.Ref ref, AuditEvent event, boolean apart) {
        String facts = event.facts().entrySet().stream()
                .filter(fact -> !fact.getValue().isEmpty())
                .map(fact -> fact.getKey() + "=" + Shown.beginning(fact.getValue(), LONGEST_FACT))
                .collect(Collectors.joining("; "));
        return new EventRow(
                ref,
                event.at(),
                event.type().name(),
                name(event.origin().tool()),
                name(event.callId()),
                event.origin().tool().isEmpty()
                        ? ""
                        : name(event.origin().requester().toString()),
                Shown.beginning(facts, LONGEST) + (apart ? " (facts kept apart)" : ""));
    }

    /** A name as figures are counted by: bounded, for a name in a journal may be very long. */
    static String name(String name) {
        return Shown.beginning(name, LONGEST_NAME);
    }
}
