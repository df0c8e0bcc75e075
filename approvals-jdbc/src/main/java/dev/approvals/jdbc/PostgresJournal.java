package dev.approvals.jdbc;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.segment.Segment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A home for a journal in PostgreSQL, for hosts without a disk of their own: the same lines, byte for byte, a row each.
 *
 * <pre>{@code
 * JournalHome home = PostgresJournal.of(dataSource, "gate-1");
 * Journal journal = Journal.open(home, JournalOptions.standard().signer(signer).cipher(cipher));
 * }</pre>
 *
 * <p>While the journal is open it keeps one connection, whose session holds a lock: a second writer is refused, and with the
 * connection goes the right to write. Thread-safe.
 */
public final class PostgresJournal implements JournalHome {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private final DataSource dataSource;
    private final String journal;
    private final JdbcOptions options;
    private final Duration patience;
    private final PostgresConnections connections;
    private final JournalTables tables;

    private PostgresJournal(DataSource dataSource, String journal, JdbcOptions options, Duration patience) {
        this.dataSource = dataSource;
        this.journal = journal;
        this.options = options;
        this.patience = patience;
        this.connections = new PostgresConnections(dataSource, patience);
        this.tables = new JournalTables(options.schema());
    }

    /**
     * A journal in the schema "approvals", whose tables are made if they are missing.
     *
     * @param dataSource connections, best from a pool, with time limits for connecting; not through a pooler that hands a
     *     session's statements to several connections. Not closed with the journal
     * @param journal its name: at most 100 letters, digits, and signs of {@code _.-}; each writing process has its own
     * @return the home
     */
    public static PostgresJournal of(DataSource dataSource, String journal) {
        return of(dataSource, journal, JdbcOptions.defaults());
    }

    /**
     * A journal, with options.
     *
     * @param dataSource connections, as for {@link #of(DataSource, String)}
     * @param journal its name
     * @param options the schema, and whether its tables are made
     * @return the home
     */
    public static PostgresJournal of(DataSource dataSource, String journal, JdbcOptions options) {
        return of(dataSource, journal, options, PostgresConnections.PATIENCE);
    }

    /** With another patience, for tests. */
    static PostgresJournal of(DataSource dataSource, String journal, JdbcOptions options, Duration patience) {
        Objects.requireNonNull(dataSource, "dataSource");
        if (!NAME.matcher(journal).matches()) {
            throw new IllegalArgumentException(
                    "\"" + journal + "\" cannot be a journal's name: take at most 100 letters,"
                            + " digits, dots, hyphens and underscores, a letter or digit first");
        }
        return new PostgresJournal(dataSource, journal, options, patience);
    }

    @Override
    public String name() {
        return journal + " in schema \"" + options.schema() + "\" of PostgreSQL";
    }

    @Override
    public List<Segment> segments() throws IOException {
        List<Long> firsts = read(
                "list a journal's segments",
                connection -> Sql.query(
                        connection,
                        "SELECT seq FROM " + tables.line() + " WHERE journal = ? AND begins ORDER BY seq",
                        row -> row.getLong(1),
                        journal));
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            long end = i + 1 < firsts.size() ? firsts.get(i + 1) : Long.MAX_VALUE;
            segments.add(new Rows(firsts.get(i), end));
        }
        return segments;
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return read(
                "read a journal's checkpoint",
                connection -> Sql.first(
                        connection,
                        "SELECT note FROM " + tables.checkpoint() + " WHERE journal = ? ORDER BY size DESC LIMIT 1",
                        row -> row.getString(1).getBytes(StandardCharsets.UTF_8),
                        journal));
    }

    @Override
    public Optional<InputStream> payload(String id) throws IOException {
        return payload(id, "sealed");
    }

    @Override
    public Optional<InputStream> payloadKey(String id) throws IOException {
        return payload(id, "sealed_key");
    }

    private Optional<InputStream> payload(String id, String column) throws IOException {
        return read(
                "read what is kept apart",
                connection -> Sql.first(
                        connection,
                        "SELECT " + column + " FROM " + tables.payload() + " WHERE journal = ? AND id = ?",
                        row -> new ByteArrayInputStream(row.getBytes(1)),
                        journal,
                        id));
    }

    /** {@return none: there is no disk that key files could stand on} */
    @Override
    public Optional<Path> keyFiles() {
        return Optional.empty();
    }

    @Override
    public Writer take() throws IOException {
        try {
            PostgresEngine engine = connections.each("be opened", PostgresEngine::of);
            if (!engine.isPostgres()) {
                throw new IOException("A journal in " + engine.product()
                        + " could have two writers, for it lacks PostgreSQL's advisory locks; keep it in a folder.");
            }
            PostgresStores.prepare(connections, engine, options, JournalTables.migrations(options.schema()));
        } catch (JdbcStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
        PostgresJournalWriter.Place place = new PostgresJournalWriter.Place(name(), journal, tables);
        JournalSession session = JournalSession.begin(dataSource, patience, place);
        return new PostgresJournalWriter(place, session, session.backend());
    }

    private <T> T read(String what, Connections.Work<T> work) throws IOException {
        try {
            return connections.each(what, work);
        } catch (JdbcStoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The rows from one place up to another. */
    private final class Rows implements Segment {

        private final long first;
        private final long end;

        Rows(long first, long end) {
            this.first = first;
            this.end = end;
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public InputStream open() {
            return new JournalStream(first, this::page);
        }

        private List<JournalStream.Line> page(long from) throws IOException {
            return read(
                    "read a journal's lines",
                    connection -> Sql.query(
                            connection,
                            "SELECT seq, line FROM " + tables.line()
                                    + " WHERE journal = ? AND seq >= ? AND seq < ? ORDER BY seq LIMIT "
                                    + JournalStream.PAGE,
                            row -> new JournalStream.Line(row.getLong(1), row.getString(2)),
                            journal,
                            from,
                            end));
        }

        @Override
        public long length() throws IOException {
            return read(
                    "measure a journal's segment",
                    connection -> Sql.first(
                                    connection,
                                    "SELECT coalesce(sum(octet_length(line) + 1), 0) FROM " + tables.line()
                                            + " WHERE journal = ? AND seq >= ? AND seq < ?",
                                    row -> row.getLong(1),
                                    journal,
                                    first,
                                    end)
                            .orElse(0L));
        }

        @Override
        public String toString() {
            return Segment.super.name() + " of " + PostgresJournal.this.name();
        }
    }
}
