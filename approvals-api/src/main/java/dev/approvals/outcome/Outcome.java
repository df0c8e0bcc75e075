package dev.approvals.outcome;

import dev.approvals.call.Requester;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one call ended. Exactly one per call; immutable. */
public sealed interface Outcome {

    /** The longest text that {@link #forModel()} gives, in characters. */
    int MODEL_TEXT_LIMIT = 4_000;

    /** {@return which call ended} */
    Subject subject();

    /** {@return the call's id} */
    default String callId() {
        return subject().callId();
    }

    /** {@return the tool's name} */
    default String tool() {
        return subject().tool();
    }

    /** {@return on whose behalf the call was made} */
    default Requester requester() {
        return subject().requester();
    }

    /**
     * What to tell the model: one bounded text that names no rule, no reviewer and none of a reviewer's words.
     *
     * @return at most {@link #MODEL_TEXT_LIMIT} characters
     */
    String forModel();

    /**
     * Which call an outcome is about.
     *
     * @param callId the call's id
     * @param tool the tool's name
     * @param requester on whose behalf
     */
    record Subject(String callId, String tool, Requester requester) {
        /** Checks the components. */
        public Subject {
            Objects.requireNonNull(callId, "callId");
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(requester, "requester");
        }
    }

    /**
     * The tool ran and returned.
     *
     * @param subject which call
     * @param value what it returned; plain data where the result was read back from the store
     */
    record Returned(Subject subject, @Nullable Object value) implements Outcome {
        @Override
        public String forModel() {
            return ModelText.bounded(value == null ? "Done." : String.valueOf(value));
        }
    }

    /**
     * The tool ran and threw.
     *
     * @param subject which call
     * @param cause what it threw
     * @param message its message, without the call's sensitive values
     */
    record Threw(Subject subject, Throwable cause, String message) implements Outcome {

        /**
         * A throw whose message may be shown as it is.
         *
         * @param subject which call
         * @param cause what it threw
         */
        public Threw(Subject subject, Throwable cause) {
            this(subject, cause, cause.getMessage() == null ? "" : cause.getMessage());
        }

        @Override
        public String forModel() {
            return ModelText.bounded(
                    "Failed: " + (message.isBlank() ? cause.getClass().getSimpleName() : message));
        }
    }

    /**
     * The tool did not run.
     *
     * @param subject which call
     * @param code why
     * @param detail for people and the audit; the model sees it only where the arguments were at fault
     */
    record Refused(Subject subject, RefusalCode code, String detail) implements Outcome {
        @Override
        public String forModel() {
            return ModelText.refused(this);
        }
    }

    /**
     * The tool was started, and nobody knows whether it finished.
     *
     * @param subject which call
     */
    record Unknown(Subject subject) implements Outcome {
        @Override
        public String forModel() {
            return "Unknown: " + tool() + " was started and may or may not have finished (call " + callId()
                    + "). Do not retry; a person will find out.";
        }
    }
}
