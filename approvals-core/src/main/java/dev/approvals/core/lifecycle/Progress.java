package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import java.util.Collections;
import java.util.Map;

/**
 * What became of a step.
 *
 * @param <S> the state of what the step was made on: a request, a grant, an owed review
 */
public sealed interface Progress<S> {

    /**
     * It moved on.
     *
     * @param <S> the state
     * @param next its new state
     * @param type the event to record
     * @param facts the event's facts
     * @param message in words, for whoever made the step
     */
    record Moved<S>(S next, AuditEventType type, Map<String, String> facts, String message) implements Progress<S> {
        /** Closes the facts: what one sink is told, the next one and the store are told too. */
        public Moved {
            facts = facts instanceof Facts ? facts : Collections.unmodifiableMap(facts);
        }
    }

    /**
     * The step had been made before, or has nothing to change.
     *
     * @param <S> the state
     * @param message in words, for whoever made the step
     */
    record Same<S>(String message) implements Progress<S> {}

    /**
     * The step is refused and changes nothing.
     *
     * @param <S> the state
     * @param code why
     * @param message in words, for whoever made the step
     */
    record Rejected<S>(RefusalCode code, String message) implements Progress<S> {}
}
