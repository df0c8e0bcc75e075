package dev.approvals.core.capture;

import java.io.Serial;

/**
 * Says that a masker failed, so nobody may be shown the call and it may not run.
 *
 * <p>The message names no value and keeps no cause, since either could hold the secret.
 */
public final class MaskingException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MaskingException(String message) {
        super(message);
    }
}
