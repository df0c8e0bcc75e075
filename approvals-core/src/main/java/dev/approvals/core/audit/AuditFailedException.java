package dev.approvals.core.audit;

/** A sink did not take an event, and the gate was not told to go on without it. */
public final class AuditFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
