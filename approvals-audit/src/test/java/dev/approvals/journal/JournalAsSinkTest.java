package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.journal.line.Entry;
import dev.approvals.testkit.tck.AuditSinkTck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The journal keeps to what every sink keeps to. */
class JournalAsSinkTest extends AuditSinkTck {

    @TempDir
    Path temp;

    @Override
    protected AuditSink newSink() {
        return Journals.open(temp.resolve("audit"));
    }

    @Override
    protected List<AuditEvent> taken(AuditSink used) throws IOException {
        return Journals.entries(temp.resolve("audit")).stream()
                .map(Entry::event)
                .filter(event -> !event.type().name().startsWith("log."))
                .toList();
    }

    /** Removes the segment from under the writer. */
    @Override
    protected boolean breakDown(AuditSink used) throws IOException {
        Path segment = Journals.segments(temp.resolve("audit")).get(0);
        Path copy = temp.resolve("copy");
        Files.move(segment, copy);
        Files.copy(copy, segment);
        return true;
    }
}
