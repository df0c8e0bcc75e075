package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Lends connections to the database, each to one user at a time and for a bounded time. Thread-safe. */
interface Connections extends AutoCloseable {

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Does something in which each statement stands for itself.
     *
     * @param what what it does, to follow "could not" in a message
     * @throws JdbcStoreException if it failed; a single writing statement may then have been done or not
     */
    <T> T each(String what, Work<T> work);

    /**
     * Does something wholly or not at all.
     *
     * @param what what it does, to follow "could not" in a message
     * @throws JdbcStoreException if it failed; where that was at the commit, it may have been done or not
     */
    <T> T whole(String what, Work<T> work);

    @Override
    void close();
}
