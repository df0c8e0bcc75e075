package dev.approvals.core.engine;

/** Whoever runs a call itself has not said how it ended, and is not waited for any more: it may have run. */
public final class Unreported extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Nobody said how it ended. */
    public Unreported() {
        super("Its caller claimed it and did not say how it ended", null, false, false);
    }
}
