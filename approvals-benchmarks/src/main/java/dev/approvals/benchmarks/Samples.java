package dev.approvals.benchmarks;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.line.LineWriter;
import dev.approvals.journal.tree.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** An event as a gate tells it, and the line that it becomes. */
final class Samples {

    private static final String CALL = "0123456789abcdef0123456789abcdef";
    private static final AuditEvent.Origin ORIGIN = new AuditEvent.Origin(
            "benchmark",
            Mode.ENFORCING,
            "send",
            Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"));
    private static final Map<String, String> FACTS =
            Map.of("summary", "Send a text to customer-service@example.com", "digest", "0123456789abcdef".repeat(4));
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123456Z");

    private Samples() {}

    /** An event that somebody has just made. */
    static AuditEvent event(AuditEventType type) {
        return new AuditEvent(type, AT, CALL, 4, ORIGIN, FACTS);
    }

    /** The bytes of its line, with the end. */
    static byte[] line() {
        byte[] prefix = LineFormat.prefix(1_000_000, Hash.NONE);
        byte[] body = new LineWriter("benchmark/1").body(event(AuditEventType.APPROVAL_DECIDED), Optional.empty());
        byte[] line = Arrays.copyOf(prefix, prefix.length + body.length + 1);
        System.arraycopy(body, 0, line, prefix.length, body.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** A folder on the disk that temporary files are on. */
    static Path newFolder() {
        try {
            return Files.createTempDirectory("approvals-benchmarks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
