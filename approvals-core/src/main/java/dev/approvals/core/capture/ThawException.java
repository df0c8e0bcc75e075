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
}
