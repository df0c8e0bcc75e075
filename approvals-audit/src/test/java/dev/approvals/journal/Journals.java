package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Journals and events for tests. */
public final class Journals {

    /** When everything happens, unless a test says otherwise. */
    public static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private static final Requester BOB =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");
    private static final AuditEvent.Origin ORIGIN = new AuditEvent.Origin("test", Mode.ENFORCING, "export", BOB);

    private Journals() {}

    /** Options with a clock that stands, a node's name, and checkpoints only where a test asks for them. */
    public static JournalOptions options() {
        return JournalOptions.standard()
                .node("test-node")
                .name("journal.test")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .timer(delay -> task -> {});
    }

    public static Journal open(Path folder) {
        return Journal.open(folder, options());
    }

    public static AuditEvent event(String callId, long sequence, AuditEventType type, Map<String, String> facts) {
        return new AuditEvent(type, NOW.plusMillis(sequence), callId, sequence, ORIGIN, facts);
    }

    public static AuditEvent event(long sequence) {
        return event("call-1", sequence, AuditEventType.APPROVAL_NOTIFIED, Map.of("place", String.valueOf(sequence)));
    }

    public static AuditEvent started(String callId) {
        return event(callId, 1, AuditEventType.ACTION_STARTED, Map.of("verdict", "ask"));
    }

    public static AuditEvent completed(String callId) {
        return event(callId, 2, AuditEventType.ACTION_COMPLETED, Map.of("outcome", "returned"));
    }

    /** All entries, with the facts that are kept apart. */
    public static List<Entry> entries(Path folder) throws IOException {
        LocalCipher keys = LocalCipher.openOrCreate(
                folder.resolveSibling(folder.getFileName() + ".payload-key"), new SecureRandom());
        try (Stream<Entry> entries = JournalReader.of(folder).with(keys).entries(Query.all())) {
            return entries.toList();
        }
    }

    public static List<String> types(Path folder) throws IOException {
        return entries(folder).stream()
                .map(entry -> entry.event().type().name())
                .toList();
    }

    public static List<Path> segments(Path folder) throws IOException {
        return files(folder, "segment-");
    }

    public static List<Path> files(Path folder, String begin) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(begin))
                    .sorted()
                    .toList();
        }
    }

    /** The whole lines of a journal, without their ends. */
    public static List<String> lines(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path segment : segments(folder)) {
            all.append(Files.readString(segment));
        }
        return all.toString().lines().toList();
    }
}
