package dev.approvals.jdbc;

/**
 * A store that could not do what it was asked. Its message says what was tried, where, and how to mend it; it holds no
 * address and no secret.
 *
 * <p>After a write that failed so, the row may have changed or not: read it again.
 */
public final class JdbcStoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JdbcStoreException(String message) {
        super(message);
    }

    JdbcStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
