package dev.approvals.core.capture;

import java.io.Serial;

/**
 * Says that a frozen payload cannot be turned back into arguments of the declared types, so the call may not run.
 *
 * <p>The message names the path and the types, never the value.
 */
public final class ThawException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    ThawException(String message) {
        super(message);
    }

    ThawException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says that the arguments of a call are gone.
     *
     * @param callId the call
     * @return the exception
     */
    public static ThawException notKept(String callId) {
        return new ThawException(
                "The arguments of call " + callId + " were not kept: some are sensitive, and the store has no"
                        + " cipher. Such a call runs only in the process that asked; give the store a cipher.");
    }
}
