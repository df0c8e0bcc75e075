package dev.approvals.jdbc;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a store is opened. Immutable; begin with {@link #defaults()}.
 *
 * @param schema the schema that the tables are in; PostgreSQL only
 * @param migrates whether tables are made and changed where they are not those of this version; otherwise they are
 *     checked only
 * @param listens whether changes by other processes are heard of by LISTEN; otherwise by polling alone; PostgreSQL only
 * @param pollEvery how often changes by other processes are looked for where they are not heard of; PostgreSQL only
 * @param keepsEpoch whether the epoch stays as it is when the database turns out to be another cluster or timeline than
 *     before; PostgreSQL only
 */
public record JdbcOptions(String schema, boolean migrates, boolean listens, Duration pollEvery, boolean keepsEpoch) {

    /** So that a schema's name needs no escapes anywhere, and a channel can be named after it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");

    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** Checks the components. */
    public JdbcOptions {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "\"" + schema
                            + "\" cannot be the store's schema: take at most 40 letters, digits and underscores, no digit first");
        }
        if (pollEvery.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "Polling every " + pollEvery + " is more than a database should bear; at least " + SHORTEST);
        }
    }

    /** {@return schema "approvals", made and migrated; LISTEN, and polling twice a second where it is not heard} */
    public static JdbcOptions defaults() {
        return new JdbcOptions("approvals", true, true, Duration.ofMillis(500), false);
    }

    /**
     * Keeps the tables in a schema.
     *
     * @param name its name: at most 40 letters, digits and underscores
     * @return a copy
     */
    public JdbcOptions inSchema(String name) {
        return new JdbcOptions(name, migrates, listens, pollEvery, keepsEpoch);
    }

    /**
     * Never changes tables, for a role that may not: a store whose tables are not those of this version is not opened.
     *
     * @return a copy
     */
    public JdbcOptions checkOnly() {
        return new JdbcOptions(schema, false, listens, pollEvery, keepsEpoch);
    }

    /**
     * Polls for changes by other processes: for poolers that hand a session's statements to several connections, and for
     * engines that speak PostgreSQL's protocol without NOTIFY. CockroachDB and YugabyteDB are known without this.
     *
     * @return a copy
     */
    public JdbcOptions withoutListen() {
        return new JdbcOptions(schema, migrates, false, pollEvery, keepsEpoch);
    }

    /**
     * How often changes by other processes are looked for where they are not heard of.
     *
     * @param pause the time between; at least 10 ms
     * @return a copy
     */
    public JdbcOptions pollingEvery(Duration pause) {
        return new JdbcOptions(schema, migrates, listens, pause, keepsEpoch);
    }

    /**
     * Does not raise the epoch when the database turns out to be another cluster or timeline than before: for clusters
     * whose fail-over is known to lose no commit, so that what is open goes on.
     *
     * @return a copy
     */
    public JdbcOptions keepingEpochOnFailover() {
        return new JdbcOptions(schema, migrates, listens, pollEvery, true);
    }
}
