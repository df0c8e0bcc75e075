package dev.approvals.outcome;

/**
 * Thrown by a gated method that did not run. Unchecked; the message is written for the model, the fields for the program.
 */
public abstract sealed class ApprovalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The call's id; the only state that is not transient. */
    private final String callId;

    private ApprovalException(String message, String callId) {
        super(message);
        this.callId = callId;
    }

    /** {@return the call's id} */
    public String callId() {
        return callId;
    }

    /** The call was refused and did not run, or nobody knows whether it did. */
    public static final class Refused extends ApprovalException {

        private static final long serialVersionUID = 1L;

        private final transient Outcome.Refused outcome;

        /**
         * Makes the exception of an outcome.
         *
         * @param outcome how the call ended
         */
        public Refused(Outcome.Refused outcome) {
            super(outcome.forModel(), outcome.callId());
            this.outcome = outcome;
        }

        /** {@return why} */
        public RefusalCode code() {
            return outcome.code();
        }

        /** {@return the outcome, with the detail for people} */
        public Outcome.Refused outcome() {
            return outcome;
        }
    }

    /** The tool was started, and nobody knows whether it finished. */
    public static final class Unknown extends ApprovalException {

        private static final long serialVersionUID = 1L;

        /**
         * Makes the exception of an outcome.
         *
         * @param outcome how the call ended
         */
        public Unknown(Outcome.Unknown outcome) {
            super(outcome.forModel(), outcome.callId());
        }
    }

    /** The call waits for a person and will run later; its caller was handed the id. */
    public static final class Pending extends ApprovalException {

        private static final long serialVersionUID = 1L;

        /**
         * Makes the exception of a waiting call.
         *
         * @param tool the tool's name
         * @param callId the call's id
         */
        public Pending(String tool, String callId) {
            super(ModelText.pending(tool, callId), callId);
        }
    }
}
