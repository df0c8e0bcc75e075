package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditSink;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalException;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who can write the tables. */
class PostgresJournalTamperTest {

    @TempDir
    Path temp;

    private PostgresJournals journals = new PostgresJournals(Path.of(""));
    private AuditSink.Head seen = new AuditSink.Head(0, "");

    @BeforeEach
    void write() {
        journals = new PostgresJournals(temp);
        try (Journal journal = journals.open()) {
            LongStream.rangeClosed(1, 4).mapToObj(PostgresJournals::event).forEach(journal::append);
            seen = journal.head().orElseThrow();
        }
    }

    private void change(String sql, Object... values) throws SQLException {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            Sql.update(connection, sql, values);
        }
    }

    private Verifier verifier() throws IOException {
        return Verifier.of(journals.copy());
    }

    private List<String> lines() throws SQLException {
        try (Connection connection = TestPostgres.dataSource().getConnection()) {
            return Sql.query(
                    connection, "SELECT line FROM " + journals.lines() + " ORDER BY seq", row -> row.getString(1));
        }
    }

    private void set(int seq, String line) throws SQLException {
        change("UPDATE " + journals.lines() + " SET line = ? WHERE seq = ?", line, seq);
    }

    @Test
    void aChangeOfAnyCharacterIsFoundAndStopsTheWriting() throws Exception {
        List<String> lines = lines();
        for (int seq = 0; seq < lines.size(); seq++) {
            String line = lines.get(seq);
            for (int place = seq; place < line.length(); place += 17) {
                char other = (char) (line.charAt(place) ^ 1);
                set(seq, line.substring(0, place) + other + line.substring(place + 1));

                assertThat(verifier().verify().flaw())
                        .as("character %d of line %d", place, seq)
                        .isPresent();
                assertThatThrownBy(journals::open)
                        .as("character %d of line %d", place, seq)
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("keep it as it is as evidence");
            }
            set(seq, line);
        }
        assertThat(verifier().verify().intact()).isTrue();
        assertThat(lines()).isEqualTo(lines);
    }

    @Test
    void whatIsAddedToALineOrCutFromItIsFound() throws Exception {
        String line = lines().get(2);
        for (String other :
                List.of("", "{}", line + " ", line + "\n", line + "\n" + line, line.substring(1), line + "é")) {
            set(2, other);

            assertThat(verifier().verify().flaw()).as(other).isPresent();
            assertThatThrownBy(journals::open).as(other).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void linesLeftOutOrSwappedAreFound() throws Exception {
        String at = journals.lines() + " SET seq = ";
        change("UPDATE " + at + "100 WHERE seq = 2");
        change("UPDATE " + at + "2 WHERE seq = 3");
        change("UPDATE " + at + "3 WHERE seq = 100");
        assertThat(verifier().verify().flaw()).isPresent();
        assertThatThrownBy(journals::open).hasMessageContaining("lines are missing, or in another order");

        change("DELETE FROM " + journals.lines() + " WHERE seq = 3");
        assertThat(verifier().verify().flaw()).isPresent();
        assertThatThrownBy(journals::open).isInstanceOf(JournalException.class);
    }

    @Test
    void anEndThatIsGoneIsFoundByTheCheckpointAndWithoutThatByWhatWasSeen() throws Exception {
        change("DELETE FROM " + journals.lines() + " WHERE seq >= 3");
        assertThat(verifier().verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why()).contains("its end is gone"));
        assertThatThrownBy(journals::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("ends after 3 whole lines")
                .hasMessageContaining("its end is gone");

        change("DELETE FROM " + journals.checkpoints());
        assertThat(verifier().verify().flaw())
                .as("what nobody can tell from the tables")
                .isEmpty();
        assertThat(verifier()
                        .seen(new Anchor(seen.size(), seen.root()))
                        .verify()
                        .flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why()).contains("its end is gone"));
    }

    @Test
    void aJournalThatIsGoneIsNotBegunAnew() throws Exception {
        change("DELETE FROM " + journals.lines());
        assertThatThrownBy(journals::open).hasMessageContaining("its end is gone");

        change("DELETE FROM " + journals.checkpoints());
        journals.open().close();
    }

    @Test
    void linesBehindNoBeginningAreNotGoneOnWith() throws Exception {
        change("UPDATE " + journals.lines() + " SET begins = false");

        assertThatThrownBy(journals::open).isInstanceOf(JournalException.class);
        assertThat(lines()).hasSize(6);
    }

    @Test
    void aCheckpointOfAnotherKeyOrADamagedOneStopsTheWriting() throws Exception {
        change("UPDATE " + journals.checkpoints() + " SET note = replace(note, 'journal.test', 'another.test')");
        assertThatThrownBy(journals::open).hasMessageContaining("is signed with none of the keys");
        assertThat(verifier().verify().flaw()).isPresent();

        change("UPDATE " + journals.checkpoints() + " SET note = 'x'");
        assertThatThrownBy(journals::open).hasMessageContaining("is damaged");
    }
}
