package dev.approvals.core.capture;

import java.io.Serial;

/**
 * Says that arguments do not fit the tool's parameters exactly, so there is no call.
 *
 * <p>The message names the field and the cure; it is written for the model.
 */
public final class BindingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BindingException(String message) {
        super(message);
    }
}
