package dev.approvals.http.oidc;

import java.util.Objects;

/**
 * A token that is not accepted. Its message is for the log of whoever runs this, never for whoever sent the token, and
 * holds nothing of the token but what our own words say about it.
 */
public final class RefusedTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses a token.
     *
     * @param reason why, precisely, without any part of the token
     */
    public RefusedTokenException(String reason) {
        // Refusals come in floods: no stack is walked, nothing is suppressed.
        super(Objects.requireNonNull(reason, "reason"), null, false, false);
    }
}
