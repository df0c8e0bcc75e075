package dev.approvals.journal;

/** The journal did not take an event, or could not do what it was asked for. The message says why and how to mend it. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    JournalException(String message) {
        super(message);
    }
}
