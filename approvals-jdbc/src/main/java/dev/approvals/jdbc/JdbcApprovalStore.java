package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A store that survives a restart: on SQLite for one process, on PostgreSQL for many. Thread-safe.
 *
 * <p>A method that fails throws {@link JdbcStoreException} and never waits without end. A write that failed may have been
 * done all the same, where the connection broke at the commit: read the row again.
 */
public final class JdbcApprovalStore implements ApprovalStore {

    private final Backend backend;
    private final Watchers watchers;

    JdbcApprovalStore(Backend backend, Watchers watchers) {
        this.backend = backend;
        this.watchers = watchers;
    }

    /**
     * A store in a file of SQLite, for one process. Every commit is on disk before it counts.
     *
     * @param file the file; made if it is not there
     * @return the store, which has the file to itself until it is closed
     * @throws JdbcStoreException if another process or store has it, if it is of a later version, or cannot be written
     */
    public static JdbcApprovalStore sqlite(Path file) {
        return SqliteStores.open(file, JdbcOptions.defaults());
    }

    /**
     * A store in a file of SQLite, for one process, with options.
     *
     * @param file the file; made if it is not there
     * @param options how; those about PostgreSQL alone say nothing here
     * @return the store, which has the file to itself until it is closed
     * @throws JdbcStoreException if another process or store has it, if it is of another version, or cannot be written
     */
    public static JdbcApprovalStore sqlite(Path file, JdbcOptions options) {
        return SqliteStores.open(file, options);
    }

    /**
     * A store in PostgreSQL, for any number of processes.
     *
     * @param dataSource connections, best from a pool, with time limits for connecting; while anybody watches the store, it
     *     keeps one of them. Not one that joins the host's own transactions. Not closed with the store
     * @return the store
     * @throws JdbcStoreException if the database cannot be reached, only reads, or holds tables of a later version
     */
    public static JdbcApprovalStore postgres(DataSource dataSource) {
        return PostgresStores.open(dataSource, JdbcOptions.defaults());
    }

    /**
     * A store in PostgreSQL, or in an engine that speaks its protocol, with options.
     *
     * @param dataSource connections, as for {@link #postgres(DataSource)}
     * @param options how
     * @return the store
     * @throws JdbcStoreException if the database cannot be reached, only reads, or holds tables of another version
     */
    public static JdbcApprovalStore postgres(DataSource dataSource, JdbcOptions options) {
        return PostgresStores.open(dataSource, options);
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        Optional<StoredRow> there = backend.writes().create(row, events, now());
        if (there.isEmpty()) {
            changed(row.id());
        }
        return there.orElse(row);
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        boolean replaced = backend.writes().replace(next, events, now());
        if (replaced) {
            changed(next.id());
        }
        return replaced;
    }

    private void changed(String id) {
        watchers.tell(id);
        backend.hints().tellOthers(id);
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return backend.connections()
                .each("read a row", connection -> backend.rows().get(connection, id));
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return backend.connections()
                .each("read versions", connection -> backend.rows().versions(connection, ids));
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        return backend.connections()
                .each("read what is due", connection -> backend.rows().due(connection, now, limit));
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        backend.writes().settleOrder();
        return backend.connections()
                .each("list rows", connection -> backend.rows().list(connection, filter, after, limit));
    }

    @Override
    public int count(Filter filter, int most) {
        return backend.connections()
                .each("count rows", connection -> backend.rows().count(connection, filter, most));
    }

    @Override
    public int forget(Instant before, int limit) {
        return backend.writes().forget(before, limit, now());
    }

    @Override
    public List<AuditEvent> events(String id) {
        return backend.connections()
                .each("read events", connection -> backend.rows().events(connection, id));
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        Watch watch = watchers.add(listener);
        try {
            backend.hints().begin();
            return watch;
        } catch (JdbcStoreException e) {
            watch.close();
            throw e;
        }
    }

    @Override
    public Instant now() {
        return backend.life().now();
    }

    @Override
    public long epoch() {
        return backend.life().epoch();
    }

    /**
     * Begins another epoch: for an operator, once, after the database came back from a backup. What was open before is not
     * run any more.
     *
     * @return the epoch from now on; other processes see it within a second
     */
    public long raiseEpoch() {
        return backend.life().raise();
    }

    @Override
    public Capabilities capabilities() {
        return backend.capabilities();
    }

    @Override
    public Map<String, String> describe() {
        return backend.description();
    }

    @Override
    public void close() {
        watchers.clear();
        backend.hints().close();
        backend.connections().close();
    }
}
