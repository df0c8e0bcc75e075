package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the audit tells of one call. */
record CallStory(String id, List<AuditEvent> events) {

    /** Why the call did not run, and all that is said of it. */
    record Refusal(RefusalCode code, String words) {}

    Stream<AuditEvent> of(AuditEventType type) {
        return events.stream().filter(event -> event.type().equals(type));
    }

    boolean has(AuditEventType type) {
        return of(type).findAny().isPresent();
    }

    List<String> reviewersWho(Decision.Kind kind) {
        return of(AuditEventType.APPROVAL_DECIDED)
                .filter(event -> event.fact("decision").equals(kind.name()))
                .map(event -> event.fact("reviewer"))
                .toList();
    }

    /** The refusal that ended the call; empty where it ran, or is not over. */
    Optional<Refusal> refusal() {
        return events.stream().flatMap(event -> refusal(event).stream()).reduce((first, last) -> last);
    }

    private static Optional<Refusal> refusal(AuditEvent event) {
        AuditEventType type = event.type();
        if (type.equals(AuditEventType.APPROVAL_REFUSED)) {
            // A vote did not count, which is not the end of the call.
            return Optional.empty();
        }
        if (type.equals(AuditEventType.APPROVAL_DECIDED)) {
            return refusalIf(
                    event.fact("decision").equals(Decision.Kind.DENY.name()), RefusalCode.DENIED_BY_REVIEWER, event);
        }
        if (type.equals(AuditEventType.APPROVAL_REVOKED)) {
            return refusalIf(true, RefusalCode.REVOKED, event);
        }
        return refusalIf(
                !event.fact("code").isEmpty() && !event.fact("held").equals("false"),
                RefusalCode.of(event.fact("code")),
                event);
    }

    private static Optional<Refusal> refusalIf(boolean refused, RefusalCode code, AuditEvent event) {
        return refused
                ? Optional.of(new Refusal(code, String.join(" ", event.facts().values())))
                : Optional.empty();
    }
}
