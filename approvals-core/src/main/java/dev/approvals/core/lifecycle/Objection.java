package dev.approvals.core.lifecycle;

import dev.approvals.outcome.RefusalCode;
import java.util.Optional;

/**
 * What stands against a step.
 *
 * @param code the rule
 * @param message in words, for whoever made the step
 */
record Objection(RefusalCode code, String message) {

    static Optional<Objection> of(RefusalCode code, String message) {
        return Optional.of(new Objection(code, message));
    }

    /** The refusal of the step, whatever it was made on. */
    <S> Progress<S> refusal() {
        return new Progress.Rejected<>(code, message);
    }
}
