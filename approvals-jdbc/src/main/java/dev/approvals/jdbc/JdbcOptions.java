package dev.approvals.jdbc;

/**
 * How a store is opened. Immutable.
 *
 * @param migrates whether tables are made and changed where they are not those of this version; otherwise they are
 *     checked only
 */
public record JdbcOptions(boolean migrates) {

    /** {@return tables are made and migrated} */
    public static JdbcOptions defaults() {
        return new JdbcOptions(true);
    }

    /**
     * Never changes tables, for a role that may not: a store whose tables are not those of this version is not opened.
     *
     * @return a copy
     */
    public JdbcOptions checkOnly() {
        return new JdbcOptions(false);
    }
}
