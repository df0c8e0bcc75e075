package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.Durability;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalException;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalCopy;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.verify.ProofBundle;
import dev.approvals.journal.verify.Prover;
import dev.approvals.journal.verify.Verification;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal in PostgreSQL writes, keeps and refuses. */
class PostgresJournalTest {

    @TempDir
    Path temp;

    private PostgresJournals journals = new PostgresJournals(Path.of(""));

    @BeforeEach
    void begin() {
        journals = new PostgresJournals(temp);
    }

    /** Random bytes that come again. */
    private static final class Again extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random random = new Random(7);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    private JournalOptions small() {
        return journals.journalOptions().random(new Again()).segmentBytes(4_096).keepApart("comment");
    }

    private static void fill(JournalHome home, JournalOptions options) {
        for (int run = 0; run < 2; run++) {
            try (Journal journal = Journal.open(home, options)) {
                LongStream.rangeClosed(1, 15).mapToObj(PostgresJournals::event).forEach(journal::append);
                journal.append(PostgresJournals.started("call-2"));
                journal.append(PostgresJournals.event(
                        "call-3", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));
            }
        }
    }

    @Test
    void itsLinesAreThoseOfAJournalInAFolderByteForByte() throws IOException {
        Path folder = temp.resolve("audit");
        JournalHome table = journals.home();
        fill(table, small());

        fill(new Folder(folder), small());

        assertThat(table.segments()).hasSizeGreaterThan(3);
        assertThat(withoutDigests(PostgresJournals.linesIn(journals.copy())))
                .isEqualTo(withoutDigests(PostgresJournals.linesIn(folder)))
                .hasSizeGreaterThan(40);
    }

    /** The key of a payload is sealed under a nonce that is never the same, and each line tells of the one before. */
    private static List<String> withoutDigests(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll("\"(prev|digest|root|subtrees)\":\"[^\"]*\"", "$1"))
                .toList();
    }

    @Test
    void withNothingKeptApartTheLinesAreTheSameToTheLastByte() throws IOException {
        Path folder = temp.resolve("audit");
        fill(journals.home(), small().keepApart());

        fill(new Folder(folder), small().keepApart());

        assertThat(PostgresJournals.linesIn(journals.copy())).isEqualTo(PostgresJournals.linesIn(folder));
    }

    @Test
    void aCopyOfItVerifiesAndProves() throws IOException {
        try (Journal journal = Journal.open(journals.home(), small())) {
            journal.append(PostgresJournals.event(
                    "call-3", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));
            journal.checkpoint();
            journal.append(PostgresJournals.event(1));

            Path copy = journals.copy();
            Verification verification = Verifier.of(copy).key(journal.key()).verify();
            assertThat(verification.flaw()).isEmpty();
            assertThat(verification.extent().size()).isEqualTo(3);
            ProofBundle proof = Prover.of(copy).prove(1);
            assertThat(proof.fault(journal.key())).isEmpty();
        }
        assertThat(journals.entries().get(1).event().fact("comment")).isEqualTo("of a person");
        assertThatThrownBy(() -> JournalCopy.write(journals.home(), temp)).hasMessageContaining("is there already");
    }

    @Test
    void whatIsErasedIsGoneAndTheJournalVerifies() throws IOException {
        try (Journal journal = Journal.open(journals.home(), small())) {
            journal.append(PostgresJournals.event(
                    "call-3", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));

            journal.erase(1, "asked for by the person");
        }

        assertThat(journals.entries().get(1).event().facts()).isEmpty();
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    @Test
    void anEventTooLargeForALineIsKeptApart() throws IOException {
        String large = "x".repeat(300_000);
        try (Journal journal = journals.open()) {
            journal.append(
                    PostgresJournals.event("call-1", 1, AuditEventType.ACTION_REQUESTED, Map.of("arguments", large)));
        }

        assertThat(journals.entries().get(1).event().fact("arguments")).isEqualTo(large);
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    @Test
    void aStartWithoutAnEndBecomesAnUnknownOutcome() throws Exception {
        Journal left = journals.open();
        left.append(PostgresJournals.started("lost"));
        PostgresJournals.endSessions();

        journals.open().close();

        List<Entry> entries = journals.entries();
        assertThat(journals.types())
                .containsExactly("log.opened", "action.started", "log.opened", "action.outcome_unknown", "log.closed");
        assertThat(entries.get(3).event().callId()).isEqualTo("lost");
        assertThatThrownBy(left::close).isInstanceOf(JournalException.class);
    }

    @Test
    void aSecondWriterIsRefusedAndToldWhoWrites() {
        try (Journal journal = journals.open()) {
            assertThatThrownBy(journals::open)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(
                            "gate-1 in schema \"" + journals.options().schema() + "\"")
                    .hasMessageContaining("is being written by another process (backend ")
                    .hasMessageContaining("give this process a journal of another name");

            journal.append(PostgresJournals.started("call-1"));
            Journal.open(
                            PostgresJournal.of(TestPostgres.dataSource(), "gate-2", journals.options()),
                            journals.journalOptions())
                    .close();
        }
        journals.open().close();
    }

    @Test
    void whoLostTheLockWritesNoMore() throws Exception {
        Journal first = journals.open();
        first.append(PostgresJournals.started("call-1"));
        PostgresJournals.endSessions();

        try (Journal second = journals.open()) {
            assertThatThrownBy(() -> first.append(PostgresJournals.started("call-2")))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("takes no more events");
            second.append(PostgresJournals.started("call-3"));
            assertThatThrownBy(() -> first.append(PostgresJournals.event(1))).isInstanceOf(JournalException.class);
        }
        assertThat(first.failure()).isPresent();
        assertThat(journals.types()).hasSize(6);
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    @Test
    void aPlaceThatSomebodyElseWroteIsNotWrittenAgain() throws Exception {
        try (Journal journal = journals.open()) {
            TestPostgres.run("INSERT INTO " + journals.lines() + " VALUES ('gate-1', 1, false, '{}')");

            assertThatThrownBy(() -> journal.append(PostgresJournals.started("call-1")))
                    .hasMessageContaining("PostgreSQL did not take lines of the journal gate-1")
                    .hasMessageContaining("duplicate key");
            assertThat(journal.failure()).isPresent();
        }
        assertThatThrownBy(journals::open).hasMessageContaining("is broken in line 2");
    }

    @Test
    void whatAPoolerSendsOverAnotherConnectionIsNotWritten() throws Exception {
        JournalTables tables = new JournalTables(journals.options().schema());
        journals.open().close();
        PostgresJournalWriter.Place place = new PostgresJournalWriter.Place("gate-1", "gate-1", tables);
        try (JournalSession session = JournalSession.begin(TestPostgres.dataSource(), Duration.ofSeconds(9), place);
                PostgresJournalWriter elsewhere = new PostgresJournalWriter(place, session, session.backend() + 1)) {
            elsewhere.goOn();

            assertThatThrownBy(() -> elsewhere.write(new byte[] {'{', '}', '\n'}, 3, true))
                    .hasMessageContaining("is not the one that holds its lock, so nothing was written");
        }
        assertThat(journals.types()).hasSize(2);
    }

    @Test
    void whatLetsAToolRunIsOnTheServersDiskWhateverItsRoleWasSetTo() throws Exception {
        TestPostgres.run("ALTER ROLE postgres SET synchronous_commit = off");
        try (HikariDataSource careless = Pools.of(TestPostgres.url());
                Journal journal = journals.open(PostgresJournal.of(careless, "gate-1", journals.options()))) {
            for (int i = 0; i < 20; i++) {
                String before = value("SELECT pg_current_wal_insert_lsn()");
                journal.append(PostgresJournals.started("call-" + i));

                assertThat(value("SELECT pg_current_wal_flush_lsn() > '" + before + "'"))
                        .isEqualTo("t");
            }
            journal.append(PostgresJournals.event(1));
            String written = value("SELECT pg_current_wal_insert_lsn()");
            journal.checkpoint();
            assertThat(value("SELECT pg_current_wal_flush_lsn() >= '" + written + "'"))
                    .isEqualTo("t");
        } finally {
            TestPostgres.run("ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    @Test
    void onlyWhatLetsAToolRunWaitsForTheServersDisk() throws Exception {
        String schema = journals.options().schema();
        try (Journal journal = journals.open()) {
            TestPostgres.run("CREATE TABLE " + schema + ".mode (n serial, mode text)");
            TestPostgres.run("CREATE FUNCTION " + schema + ".note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " INSERT INTO " + schema + ".mode (mode) VALUES (current_setting('synchronous_commit'));"
                    + " RETURN NULL; END $$");
            TestPostgres.run("CREATE TRIGGER note AFTER INSERT ON " + journals.lines() + " FOR EACH STATEMENT"
                    + " EXECUTE FUNCTION " + schema + ".note()");

            journal.append(PostgresJournals.event(1));
            journal.append(PostgresJournals.started("call-1"));
            journal.append(PostgresJournals.event(2));
        }
        assertThat(value("SELECT string_agg(mode, ' ' ORDER BY n) FROM " + schema + ".mode"))
                .isEqualTo("off on off on");
    }

    private static String value(String sql) throws SQLException {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            return Sql.first(connection, sql, row -> row.getString(1)).orElseThrow();
        }
    }

    @Test
    void theConnectionIsGivenBackAsItWasLent() throws SQLException {
        String sessions = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1";
        String before = value(sessions);

        journals.open().close();

        assertThat(value(sessions)).isEqualTo(before);
        assertThat(value("SHOW tcp_keepalives_idle")).isNotEqualTo("15");
    }

    @Test
    void aRoleThatCanOnlyAddWritesItAndCanChangeNothing() throws Exception {
        String role = "journal_" + journals.options().schema();
        TestPostgres.run("CREATE ROLE " + role + " LOGIN");
        for (String statement : Migrations.statements(StoreSchema.postgresJournal(journals.options())
                + StoreSchema.postgresJournalRole(journals.options(), role))) {
            TestPostgres.run(statement);
        }
        try (HikariDataSource own = Pools.of(TestPostgres.url().replace("user=postgres", "user=" + role))) {
            JournalHome home =
                    PostgresJournal.of(own, "gate-1", journals.options().checkOnly());
            fill(home, small());
            try (Journal journal = Journal.open(home, small())) {
                journal.erase(kept(), "asked for");
            }

            for (String change :
                    List.of("UPDATE %s SET journal = 'x'", "DELETE FROM %s", "TRUNCATE %s", "DROP TABLE %s")) {
                for (String table : List.of(journals.lines(), journals.checkpoints())) {
                    assertThatThrownBy(() -> Sql.update(own.getConnection(), change.formatted(table)))
                            .as(change)
                            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
                }
            }
            try (JournalHome.Writer writer = home.take()) {
                assertThatThrownBy(writer::checkRemovable)
                        .hasMessageContaining("can only add lines")
                        .hasMessageContaining("GRANT DELETE ON " + journals.lines());
            }
        }
        assertThat(Verifier.of(journals.copy()).verify().flaw()).isEmpty();
    }

    private long kept() throws IOException {
        return journals.entries().stream()
                .filter(entry -> entry.apart().isPresent())
                .findFirst()
                .orElseThrow()
                .seq();
    }

    @Test
    void anOldSegmentCanBeRemovedByARoleThatMayAndTheRestStillVerifies() throws Exception {
        fill(journals.home(), small());
        List<Segment> segments = journals.home().segments();
        try (JournalHome.Writer writer = journals.home().take()) {
            writer.checkRemovable();

            writer.remove(segments.get(0));
        }

        assertThat(journals.home().segments()).hasSize(segments.size() - 1);
        Verification verification = Verifier.of(journals.copy()).verify();
        assertThat(verification.flaw()).isEmpty();
        assertThat(verification.extent().first()).isEqualTo(segments.get(1).first());
        Journal.open(journals.home(), small()).close();
    }

    @Test
    void withoutKeysItIsNotOpenedAndSaysWhichToName() {
        assertThatThrownBy(() -> Journal.open(journals.home(), JournalOptions.standard()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("has no disk for key files")
                .hasMessageContaining("JournalOptions.signer");
        assertThatThrownBy(() -> PostgresJournal.of(TestPostgres.dataSource(), "no name"))
                .hasMessageContaining("cannot be a journal's name");
        assertThatThrownBy(() -> journals.copy()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> journals.open(PostgresJournal.of(
                        TestPostgres.dataSource(),
                        "gate-1",
                        TestPostgres.newSchema().checkOnly())))
                .hasMessageContaining("at version 0")
                .hasMessageContaining("StoreSchema");
    }

    @Test
    void eventsThatMayWaitAreWrittenWithTheNextThatMayNot() throws IOException {
        JournalOptions options =
                journals.journalOptions().durability(event -> event.sequence() == 1 ? Durability.ASYNC : Durability.OS);
        try (Journal journal = Journal.open(journals.home(), options)) {
            journal.append(PostgresJournals.event(1));
            assertThat(journals.types()).hasSize(1);

            AuditEvent next = PostgresJournals.event(2);
            journal.append(next);
            assertThat(journals.entries()).last().extracting(Entry::event).isEqualTo(next);
        }
        assertThat(Files.exists(temp.resolve("audit"))).isFalse();
    }
}
