package dev.approvals.journal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {

    @TempDir
    Path temp;

    private static AuditEvent event(String call, String tool, String person, Map<String, String> facts, long millis) {
        Requester requester = Requester.agent("copilot").actingFor(new Principal("slack:T1", person));
        return new AuditEvent(
                AuditEventType.APPROVAL_DECIDED,
                Journals.NOW.plusMillis(millis),
                call,
                1,
                new AuditEvent.Origin("test", Mode.ENFORCING, tool, requester),
                facts);
    }

    private Path written(String name, AuditEvent... events) {
        Path folder = temp.resolve(name);
        try (Journal journal = Journal.open(folder, Journals.options().segmentBytes(4_096))) {
            List.of(events).forEach(journal::append);
        }
        return folder;
    }

    private static List<String> calls(Path folder, Query query) throws IOException {
        try (Stream<Entry> entries = JournalReader.of(folder).entries(query.type("approval."))) {
            return entries.map(entry -> entry.event().callId()).toList();
        }
    }

    @Test
    void entriesAreFoundByCallToolPersonTypeAndTime() throws IOException {
        Path folder = written(
                "audit",
                event("c1", "export", "bob", Map.of("reviewer", "slack:T1:alice", "person", "p-alice"), 1),
                event("c2", "drop", "bob", Map.of("reviewer", "local:carol"), 2),
                event("c3", "export", "dora", Map.of(), 3));

        assertThat(calls(folder, Query.all())).containsExactly("c1", "c2", "c3");
        assertThat(calls(folder, Query.all().call("c2"))).containsExactly("c2");
        assertThat(calls(folder, Query.all().tool("export"))).containsExactly("c1", "c3");
        assertThat(calls(folder, Query.all().person("bob"))).containsExactly("c1", "c2");
        assertThat(calls(folder, Query.all().person("slack:T1:dora"))).containsExactly("c3");
        assertThat(calls(folder, Query.all().person("alice"))).containsExactly("c1");
        assertThat(calls(folder, Query.all().person("p-alice"))).containsExactly("c1");
        assertThat(calls(folder, Query.all().person("ice"))).isEmpty();
        assertThat(calls(folder, Query.all().from(Journals.NOW.plusMillis(2)))).containsExactly("c2", "c3");
        assertThat(calls(folder, Query.all().until(Journals.NOW.plusMillis(2)))).containsExactly("c1");
        assertThat(calls(folder, Query.all().tool("export").person("bob"))).containsExactly("c1");
        assertThat(calls(folder, Query.all().type("approval.decided").since(3))).containsExactly("c3");
    }

    @Test
    void aCursorReadsOnFromWhereItWasInWhateverSegment() throws IOException {
        Path folder = written(
                "audit", LongStream.rangeClosed(1, 40).mapToObj(Journals::event).toArray(AuditEvent[]::new));
        int lines = Journals.lines(folder).size();

        assertThat(Journals.segments(folder)).hasSizeGreaterThan(3);
        for (long since = 0; since <= lines; since++) {
            try (Stream<Entry> entries =
                    JournalReader.of(folder).entries(Query.all().since(since))) {
                assertThat(entries.map(Entry::seq))
                        .containsExactlyElementsOf(
                                LongStream.range(since, lines).boxed().toList());
            }
        }
        assertThat(JournalReader.of(folder).entry(lines - 1)).isPresent();
        assertThat(JournalReader.of(folder).entry(lines)).isEmpty();
    }

    @Test
    void severalJournalsAreReadAsOneByTime() throws IOException {
        Path one = written("one", event("a1", "t", "x", Map.of(), 1), event("a2", "t", "x", Map.of(), 4));
        Path other = written("other", event("b1", "t", "x", Map.of(), 2), event("b2", "t", "x", Map.of(), 3));

        try (Stream<Entry> entries = JournalReader.merged(
                List.of(JournalReader.of(one), JournalReader.of(other)),
                Query.all().type("approval."))) {
            assertThat(entries.map(entry -> entry.event().callId())).containsExactly("a1", "b1", "b2", "a2");
        }
    }

    @Test
    void halfALineAtTheEndIsNotReadYet() throws IOException {
        Path folder = written("audit", Journals.event(1));
        Files.writeString(Journals.segments(folder).get(0), "{\"v\":1,\"seq\":3,", StandardOpenOption.APPEND);

        assertThat(Journals.types(folder)).containsExactly("log.opened", "approval.notified", "log.closed");
    }

    @Test
    void aLineThatIsNoEventIsNamed() throws IOException {
        Path folder = written("audit", Journals.event(1));
        Path segment = Journals.segments(folder).get(0);
        Files.writeString(segment, Files.readString(segment).replace("\"call\":\"call-1\"", "\"call\":7,\"call\":8"));

        assertThatThrownBy(() -> Journals.entries(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Line 2 of " + segment + " is no event: it has \"call\" twice");
    }
}
