package dev.approvals.jdbc;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.journal.line.Entry;
import dev.approvals.testkit.tck.AuditSinkTck;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A journal in PostgreSQL keeps to what every sink keeps to. */
class PostgresJournalAsSinkTest extends AuditSinkTck {

    @TempDir
    Path temp;

    private PostgresJournals journals = new PostgresJournals(Path.of(""));

    @Override
    protected AuditSink newSink() {
        journals = new PostgresJournals(temp);
        return journals.open();
    }

    @Override
    protected List<AuditEvent> taken(AuditSink used) throws IOException {
        return journals.entries().stream()
                .map(Entry::event)
                .filter(event -> !event.type().name().startsWith("log."))
                .toList();
    }

    /** The server ends the session that writes. */
    @Override
    protected boolean breakDown(AuditSink used) throws SQLException {
        PostgresJournals.endSessions();
        return true;
    }
}
