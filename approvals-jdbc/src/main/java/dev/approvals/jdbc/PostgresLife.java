package dev.approvals.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock and the store's epoch, read together: once a second at most, and at once after the database failed.
 * In between, the time is carried on; it lags behind the database's by the way of one answer.
 */
final class PostgresLife implements Life {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);
    private static final StoreClock.Rhythm RHYTHM = new StoreClock.Rhythm(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final PostgresConnections connections;
    private final String select;
    private final Tables tables;
    private final boolean keepsEpoch;
    private final AtomicReference<Beat> last = new AtomicReference<>(new Beat(0, -1));
    private final StoreClock clock;

    /** An epoch, and how often the database had failed when it was read. */
    private record Beat(long epoch, long failures) {}

    /** What is read of the store's life. */
    private record Read(Instant clock, Instant mark, long epoch, String known, String lineage) {

        static Read of(ResultSet row) throws SQLException {
            return new Read(
                    Columns.instant(row.getLong(1)),
                    Columns.instant(row.getLong(2)),
                    row.getLong(3),
                    row.getString(4),
                    row.getString(5));
        }
    }

    PostgresLife(PostgresConnections connections, Tables tables, PostgresEngine engine, boolean keepsEpoch) {
        this.connections = connections;
        this.tables = tables;
        this.keepsEpoch = keepsEpoch;
        this.select = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint),"
                + " greatest(mark, coalesce((SELECT max(changed_at) FROM " + tables.row()
                + "), mark)), epoch, lineage, "
                + engine.lineage() + " FROM " + tables.life() + " l";
        this.clock = new StoreClock(this::beat, RHYTHM, System::nanoTime);
    }

    /** Reads the clock, and on the way the epoch. */
    private StoreClock.Times beat() {
        long failures = connections.failures();
        Read read = connections.each(
                "read its clock",
                connection -> Sql.first(connection, select, Read::of).orElseThrow(Migrations::lifeIsMissing));
        boolean same = read.lineage().isEmpty() || read.lineage().equals(read.known());
        long epoch = same ? read.epoch() : arrived(read);
        last.updateAndGet(before -> new Beat(Math.max(before.epoch(), epoch), failures));
        return new StoreClock.Times(read.clock(), read.mark());
    }

    /** The first time here, or after a restore or a fail-over, by which commits may have been lost. */
    private long arrived(Read read) {
        boolean first = read.known().isEmpty();
        long raisedBy = first || keepsEpoch ? 0 : 1;
        return connections.whole("note where it is", connection -> {
            boolean mine = Sql.update(
                            connection,
                            "UPDATE " + tables.life() + " SET epoch = epoch + ?, lineage = ? WHERE lineage = ?",
                            raisedBy,
                            read.lineage(),
                            read.known())
                    == 1;
            if (mine && !first) {
                LOG.warn(
                        "The approvals store's database is not the one it was (cluster/timeline/table {}, before {}): it"
                                + " was restored or failed over, and may have lost commits. The epoch was {}.",
                        read.lineage(),
                        read.known(),
                        keepsEpoch ? "kept, as chosen" : "raised: what was open before is not run any more");
            }
            return epoch(connection);
        });
    }

    private long epoch(Connection connection) throws SQLException {
        return Sql.first(connection, "SELECT epoch FROM " + tables.life(), row -> row.getLong(1))
                .orElseThrow(Migrations::lifeIsMissing);
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public long epoch() {
        if (last.get().failures() != connections.failures()) {
            clock.refresh();
        } else {
            clock.now();
        }
        return last.get().epoch();
    }

    @Override
    public long raise() {
        long raised = connections.whole("raise its epoch", connection -> {
            Sql.update(connection, "UPDATE " + tables.life() + " SET epoch = epoch + 1");
            return epoch(connection);
        });
        return last.updateAndGet(before -> new Beat(Math.max(before.epoch(), raised), before.failures()))
                .epoch();
    }
}
