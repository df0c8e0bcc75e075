package dev.approvals.jdbc;

import java.time.Instant;

/** The store's clock and epoch. Thread-safe. */
interface Life {

    /** {@return the time, which never goes back} */
    Instant now();

    /** {@return the epoch} */
    long epoch();

    /**
     * Begins another epoch.
     *
     * @return its number
     */
    long raise();
}
