package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.home.JournalCopy;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Journals in PostgreSQL for tests, each in a schema of its own, with keys in a folder. */
final class PostgresJournals {

    static final String NAME = "gate-1";

    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
    private static final AuditEvent.Origin ORIGIN =
            new AuditEvent.Origin("test", Mode.ENFORCING, "export", Requester.agent("copilot"));

    private final Path folder;
    private final JdbcOptions options = TestPostgres.newSchema();
    private int copies;

    PostgresJournals(Path folder) {
        this.folder = folder;
    }

    JdbcOptions options() {
        return options;
    }

    String lines() {
        return new JournalTables(options.schema()).line();
    }

    String checkpoints() {
        return new JournalTables(options.schema()).checkpoint();
    }

    PostgresJournal home() {
        return PostgresJournal.of(TestPostgres.dataSource(), NAME, options);
    }

    Journal open() {
        return open(home());
    }

    Journal open(JournalHome home) {
        return Journal.open(home, journalOptions());
    }

    /** A clock that stands, random bytes that come again, and checkpoints only where a test asks for them. */
    JournalOptions journalOptions() {
        try {
            return JournalOptions.standard()
                    .node("test-node")
                    .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                    .timer(delay -> task -> {})
                    .signer(KeyFile.openOrCreate(folder.resolve("audit.key"), "journal.test"))
                    .cipher(LocalCipher.openOrCreate(folder.resolve("audit.payload-key"), new SecureRandom()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AuditEvent event(String callId, long sequence, AuditEventType type, Map<String, String> facts) {
        return new AuditEvent(type, NOW.plusMillis(sequence), callId, sequence, ORIGIN, facts);
    }

    /** An event that lets nothing run, so nobody waits for the disk. */
    static AuditEvent event(long sequence) {
        return event("call-1", sequence, AuditEventType.APPROVAL_NOTIFIED, Map.of("place", "" + sequence));
    }

    static AuditEvent started(String callId) {
        return event(callId, 1, AuditEventType.ACTION_STARTED, Map.of("verdict", "ask"));
    }

    List<Entry> entries() throws IOException {
        LocalCipher keys = LocalCipher.openOrCreate(folder.resolve("audit.payload-key"), new SecureRandom());
        try (Stream<Entry> entries = JournalReader.of(home()).with(keys).entries(Query.all())) {
            return entries.toList();
        }
    }

    List<String> types() throws IOException {
        return entries().stream().map(entry -> entry.event().type().name()).toList();
    }

    /** As a folder, for everything that reads folders. */
    Path copy() throws IOException {
        Path copy = folder.resolve("copy-" + copies++);
        JournalCopy.write(home(), copy);
        return copy;
    }

    /** All lines in a folder of segments, in order. */
    static List<String> linesIn(Path journal) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("segment-"))
                    .sorted()
                    .toList()) {
                all.append(file.getFileName()).append('\n').append(Files.readString(file));
            }
        }
        return all.toString().lines().toList();
    }

    /** Ends the sessions that hold a lock, as when a server is restarted. */
    static void endSessions() throws SQLException {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            Sql.query(
                    connection,
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'",
                    row -> row.getBoolean(1));
        }
    }
}
