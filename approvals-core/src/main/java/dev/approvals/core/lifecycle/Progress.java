package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import java.util.Collections;
import java.util.Map;

/** What became of a step. */
public sealed interface Progress {

    /**
     * The request moved on.
     *
     * @param next its new state
     * @param type the event to record
     * @param facts the event's facts
     * @param message in words, for whoever made the step
     */
    record Moved(RequestState next, AuditEventType type, Map<String, String> facts, String message)
            implements Progress {
        /** Closes the facts: what one sink is told, the next one and the store are told too. */
        public Moved {
            facts = Collections.unmodifiableMap(facts);
        }
    }

    /**
     * The step had been made before, or has nothing to change.
     *
     * @param message in words, for whoever made the step
     */
    record Same(String message) implements Progress {}

    /**
     * The step is refused and changes nothing.
     *
     * @param code why
     * @param message in words, for whoever made the step
     */
    record Rejected(RefusalCode code, String message) implements Progress {}
}
