package dev.approvals.journal.report;

/** Counts one side of what happened. */
interface Part {

    /** An event, and the life of the call that it is about; a life of nothing else where it is about none. */
    void see(Seen seen, Life life);

    /** A call is over, or the journal is. */
    default void settle(Life life) {}
}
