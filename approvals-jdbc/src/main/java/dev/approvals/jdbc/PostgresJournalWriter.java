package dev.approvals.jdbc;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.segment.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the rows of one journal, in the session that holds its lock. A batch of lines is one statement. */
final class PostgresJournalWriter implements JournalHome.Writer {

    private final Place place;
    private final JournalSession session;
    private final String insert;
    private final String insertForNow;

    private long next;
    private boolean begins;

    /** Which journal, and where. */
    record Place(String name, String journal, JournalTables tables) {}

    /** Writes where the server's process of that number holds the lock. */
    PostgresJournalWriter(Place place, JournalSession session, int backend) {
        this.place = place;
        this.session = session;
        String rows = "INSERT INTO " + place.tables().line() + " (journal, seq, begins, line)"
                + " SELECT ?, ? + l.nth - 1, ? AND l.nth = 1, l.line"
                + " FROM unnest(string_to_array(?, chr(10))) WITH ORDINALITY AS l (line, nth)";
        // Nothing is written over a connection that does not hold the lock, whatever a pooler made of ours.
        String whereLocked = " WHERE pg_backend_pid() = " + backend;
        this.insert = rows + whereLocked;
        // In the statement's own transaction and no longer: one way to the database, and nothing to set back.
        this.insertForNow =
                "WITH now AS (SELECT set_config('synchronous_commit', 'off', true)) " + rows + ", now" + whereLocked;
    }

    @Override
    public long goOn() throws IOException {
        long[] end = session.alone(
                "tell the end",
                connection -> Sql.first(
                                connection,
                                "SELECT coalesce(max(seq) + 1, 0), coalesce(sum(octet_length(line) + 1), 0) FROM "
                                        + place.tables().line()
                                        + " WHERE journal = ? AND seq >= (SELECT coalesce(max(seq), 0) FROM "
                                        + place.tables().line() + " WHERE journal = ? AND begins)",
                                row -> new long[] {row.getLong(1), row.getLong(2)},
                                place.journal(),
                                place.journal())
                        .orElse(new long[] {0, 0}));
        next = end[0];
        begins = next == 0;
        return end[1];
    }

    /** No crash leaves half a row, so somebody did. */
    @Override
    public Map<String, String> moveAside(Segment newest, long offset, long size) throws IOException {
        throw new IOException("The journal " + place.name() + " has half a line behind line " + size
                + ": verify a copy of it, and begin a new journal under another name.");
    }

    @Override
    public void begin(long first) throws IOException {
        if (first != next) {
            throw new IOException("The journal " + place.name() + " is at line " + next + ", not " + first);
        }
        begins = true;
    }

    @Override
    public void write(byte[] lines, int count, boolean onDisk) throws IOException {
        if (count > 0) {
            // Whole lines, all of them ASCII; the last one's end is not a line of its own.
            String text = new String(lines, 0, count - 1, StandardCharsets.ISO_8859_1);
            int due = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int written = session.alone("take lines", connection -> {
                String sql = onDisk ? insert : insertForNow;
                return Sql.update(connection, sql, place.journal(), next, begins, text);
            });
            if (written != due) {
                throw new IOException("The connection of the journal " + place.name()
                        + " is not the one that holds its lock, so nothing was written. Give it connections that are"
                        + " its own for a whole session.");
            }
            next += due;
            begins = false;
        } else if (onDisk) {
            flush();
        }
    }

    /** A transaction that writes anything waits for all that was written before it; one that writes nothing does not. */
    private void flush() throws IOException {
        session.alone(
                "put lines on disk",
                connection -> Sql.query(
                        connection, "SELECT pg_logical_emit_message(true, 'approvals', '')", row -> row.getString(1)));
    }

    @Override
    public void checkpoint(long size, byte[] note) throws IOException {
        change(
                "take a checkpoint",
                "INSERT INTO " + place.tables().checkpoint() + " (journal, size, note) VALUES (?, ?, ?)",
                place.journal(),
                size,
                new String(note, StandardCharsets.UTF_8));
    }

    @Override
    public void keep(String id, byte[] payload, byte[] key) throws IOException {
        change(
                "keep facts apart",
                "INSERT INTO " + place.tables().payload() + " (journal, id, sealed, sealed_key) VALUES (?, ?, ?, ?)",
                place.journal(),
                id,
                payload,
                key);
    }

    @Override
    public void erase(String id) throws IOException {
        change(
                "erase facts",
                "DELETE FROM " + place.tables().payload() + " WHERE journal = ? AND id = ?",
                place.journal(),
                id);
    }

    private void change(String what, String sql, Object... values) throws IOException {
        session.alone(what, connection -> Sql.update(connection, sql, values));
    }

    /** The role that writes is not to have that right but for the time of pruning. */
    @Override
    public void checkRemovable() throws IOException {
        boolean removable = session.alone(
                "tell its rights",
                connection -> Sql.first(
                                connection,
                                "SELECT has_table_privilege(?, 'DELETE')",
                                row -> row.getBoolean(1),
                                place.tables().line())
                        .orElse(false));
        if (!removable) {
            throw new IOException("The role that writes the journal " + place.name()
                    + " can only add lines. Let the tables' owner GRANT DELETE ON "
                    + place.tables().line()
                    + " to it, and take that back when it is done.");
        }
    }

    @Override
    public void remove(Segment oldest) throws IOException {
        String table = place.tables().line();
        change(
                "remove a segment",
                "DELETE FROM " + table + " WHERE journal = ? AND seq < (SELECT min(seq) FROM " + table
                        + " WHERE journal = ? AND begins AND seq > ?)",
                place.journal(),
                place.journal(),
                oldest.first());
    }

    @Override
    public void close() throws IOException {
        session.close();
    }
}
