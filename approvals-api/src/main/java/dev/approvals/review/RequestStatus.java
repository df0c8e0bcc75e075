package dev.approvals.review;

/** Where a request stands. */
public enum RequestStatus {
    /** Votes are awaited. */
    PENDING,
    /** Approved, not yet used. */
    APPROVED,
    /** The tool was given the right to run and has not ended. */
    CLAIMED,
    /** Over; the outcome says how. */
    ENDED
}
