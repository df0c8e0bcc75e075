package dev.approvals.journal.report;

import dev.approvals.audit.AuditEvent;
import java.time.Instant;

/**
 * An event that is being counted.
 *
 * @param ref where it stands
 * @param event the event
 * @param apart whether facts of it are kept apart
 */
record Seen(Figure.Ref ref, AuditEvent event, boolean apart) {

    String type() {
        return event.type().name();
    }

    Instant at() {
        return event.at();
    }

    String fact(String name) {
        return event.fact(name);
    }

    boolean is(String name, String value) {
        return event.fact(name).equals(value);
    }

    String tool() {
        return EventRow.name(event.origin().tool());
    }

    /** The person who decided, or the account where nobody knows the person. */
    String person() {
        String person = fact("person").isEmpty() ? fact("reviewer") : fact("person");
        return person.isEmpty() ? apart ? "(kept apart)" : "(not said)" : EventRow.name(person);
    }

    EventRow row() {
        return EventRow.of(ref, event, apart);
    }
}
