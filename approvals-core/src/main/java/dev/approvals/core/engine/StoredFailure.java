package dev.approvals.core.engine;

/** What a tool threw when it ran before, told again to a repeated call: the exception itself is not kept. */
public final class StoredFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    StoredFailure(String type, String message) {
        super(message);
        this.type = type;
    }

    /** {@return the name of the exception's class} */
    public String type() {
        return type;
    }
}
