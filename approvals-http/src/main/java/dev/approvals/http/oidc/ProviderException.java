package dev.approvals.http.oidc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The identity provider could not be reached, or answered what it must not. Nobody is signed in by it meanwhile. */
public final class ProviderException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what went wrong.
     *
     * @param message what, where, and how to mend it
     */
    public ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
