package dev.approvals.core.capture;

import java.io.Serial;

/**
 * Says that a value of a call cannot be shown whole to a reviewer, so the call may not run.
 *
 * <p>The message names the path, the type and the cure, never the value.
 */
public final class UnrenderableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnrenderableException(String message) {
        super(message);
    }

    UnrenderableException(String message, Throwable cause) {
        super(message, cause);
    }
}
