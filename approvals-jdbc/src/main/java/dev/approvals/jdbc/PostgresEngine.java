package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers at the other end of PostgreSQL's protocol.
 *
 * @param product its name
 * @param lineage an expression over the table of the store's life, {@code l}: which cluster, timeline and table it is; an
 *     empty text where that cannot be seen
 * @param facts what an operator should know of it
 */
record PostgresEngine(String product, String lineage, Map<String, String> facts) {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);

    private static final String POSTGRES = "PostgreSQL";

    private static final String CLUSTER_AND_TIMELINE =
            "(SELECT CAST(system_identifier AS text) FROM pg_control_system())"
                    + " || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)";

    /**
     * Asks it.
     *
     * @throws JdbcStoreException if it only reads
     */
    static PostgresEngine of(Connection connection) throws SQLException {
        String version = one(connection, "SELECT version()").orElse("");
        String product = product(version);
        if (one(connection, "SHOW transaction_read_only").filter("on"::equals).isPresent()) {
            throw new JdbcStoreException(
                    "The approvals store on PostgreSQL could not be opened: this database only reads. It"
                            + " is a standby, or the role or the DataSource is set to read only; give the store the primary, with"
                            + " default_transaction_read_only off.");
        }
        boolean seesLineage = product.equals(POSTGRES)
                && one(connection, "SELECT " + CLUSTER_AND_TIMELINE).isPresent();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("product", product);
        facts.put("version", version.split(" on ", 2)[0]);
        facts.put(
                "restores",
                seesLineage
                        ? "seen by cluster, timeline and table"
                        : "not seen: raise the epoch by hand after a restore or a fail-over that may lose commits");
        if (product.equals(POSTGRES)) {
            durability(connection, facts);
        }
        return new PostgresEngine(
                product, seesLineage ? CLUSTER_AND_TIMELINE + " || '/' || CAST(l.tableoid AS text)" : "''", facts);
    }

    private static String product(String version) {
        if (version.contains("CockroachDB")) {
            return "CockroachDB";
        }
        return version.contains("-YB-") ? "YugabyteDB" : POSTGRES;
    }

    boolean isPostgres() {
        return product.equals(POSTGRES);
    }

    private static void durability(Connection connection, Map<String, String> facts) {
        String commit = one(connection, "SHOW synchronous_commit").orElse("unknown");
        String fsync = one(connection, "SHOW fsync").orElse("unknown");
        String pages = one(connection, "SHOW full_page_writes").orElse("unknown");
        facts.put("synchronous_commit", commit);
        facts.put("fsync", fsync);
        facts.put("full_page_writes", pages);
        if (commit.equals("off")) {
            LOG.warn(
                    "PostgreSQL acknowledges commits of this role before they are on disk (synchronous_commit = off): a crash"
                            + " can lose decisions and run a call twice. Mend it: ALTER ROLE ... SET synchronous_commit = on.");
        }
        if (fsync.equals("off") || pages.equals("off")) {
            LOG.warn(
                    "PostgreSQL runs with fsync = {} and full_page_writes = {}: a crash of its host can lose or damage what"
                            + " it acknowledged. Set both on in postgresql.conf.",
                    fsync,
                    pages);
        }
        replication(connection, commit, facts);
    }

    private static void replication(Connection connection, String commit, Map<String, String> facts) {
        String standbys = one(connection, "SELECT CAST(count(*) AS text) FROM pg_stat_replication")
                .orElse("unknown");
        boolean waits = one(connection, "SHOW synchronous_standby_names")
                .filter(names -> !names.isBlank())
                .isPresent();
        boolean loses = !waits || commit.equals("local");
        if (standbys.equals("0") && !waits) {
            facts.put("replication", "none seen");
        } else if (loses) {
            facts.put("replication", "asynchronous, " + standbys + " standbys: a fail-over may lose the last commits");
            LOG.warn(
                    "PostgreSQL replicates without waiting for its standbys: a fail-over may lose the last decisions. Where the"
                            + " fail-over is seen, the epoch is raised and nothing runs twice; set synchronous_standby_names to lose"
                            + " nothing.");
        } else {
            facts.put("replication", "synchronous");
        }
    }

    /** What is asked here is not there everywhere, or not for every role. */
    private static Optional<String> one(Connection connection, String sql) {
        try {
            return Sql.first(connection, sql, row -> Optional.ofNullable(row.getString(1)))
                    .flatMap(value -> value);
        } catch (SQLException unknown) {
            LOG.debug("Not known here: {}", sql, unknown);
            return Optional.empty();
        }
    }
}
