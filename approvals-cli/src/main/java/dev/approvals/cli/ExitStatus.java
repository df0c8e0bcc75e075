package dev.approvals.cli;

/** What the exit status of every command means. */
final class ExitStatus {

    /** Nothing wrong was found. */
    static final int GOOD = 0;

    /** The evidence is bad: a line was changed, a proof does not hold, a key or a root is another one. */
    static final int BAD = 1;

    /** Nothing can be said: something is not there, cannot be read or written, or was not understood. */
    static final int UNREADABLE = 2;

    private ExitStatus() {}
}
