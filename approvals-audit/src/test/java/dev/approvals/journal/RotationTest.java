package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    private Journal small() {
        return Journal.open(folder(), Journals.options().segmentBytes(4_096));
    }

    @Test
    void aFullSegmentIsFollowedByOneNamedForItsFirstLine() throws IOException {
        try (Journal journal = small()) {
            LongStream.rangeClosed(1, 60).mapToObj(Journals::event).forEach(journal::append);
        }

        List<Path> segments = Journals.segments(folder());
        assertThat(segments).hasSizeGreaterThan(4);
        for (Path segment : segments) {
            // The line that closes a journal begins no segment.
            assertThat(Files.size(segment)).isLessThanOrEqualTo(4_096 + 500);
            String seq = Files.readString(segment).split("\"seq\":")[1].split(",")[0];
            assertThat(segment).hasFileName(String.format("segment-%020d.jsonl", Long.parseLong(seq)));
        }
        assertThat(Journals.entries(folder()))
                .extracting(Entry::seq)
                .containsExactlyElementsOf(
                        LongStream.range(0, Journals.lines(folder()).size())
                                .boxed()
                                .toList());
    }

    @Test
    void aLineLargerThanASegmentHasOneToItself() throws IOException {
        try (Journal journal = small()) {
            for (int i = 0; i < 3; i++) {
                journal.append(
                        Journals.event("call", 1, AuditEventType.ACTION_REQUESTED, Map.of("a", "x".repeat(9_000))));
            }
        }

        assertThat(Journals.segments(folder())).hasSize(4);
    }

    @Test
    void aSegmentTellsInItsFirstLineTheTreeOfWhatCameBefore() throws IOException {
        try (Journal journal = small()) {
            LongStream.rangeClosed(1, 30).mapToObj(Journals::event).forEach(journal::append);
        }

        List<Entry> first = Journals.entries(folder()).stream()
                .filter(entry -> entry.event().type().name().equals("log.segment"))
                .toList();
        assertThat(first).hasSizeGreaterThan(2).allSatisfy(entry -> {
            TreeState tree = TreeState.parse(entry.seq(), entry.event().fact("subtrees"));
            assertThat(entry.event().fact("size")).isEqualTo(Long.toString(entry.seq()));
            assertThat(entry.event().fact("root")).isEqualTo(tree.root().toString());
        });
    }

    @Test
    void anEventOfTheNextDayBeginsASegment() throws IOException {
        AuditEvent today = Journals.event(1);
        AuditEvent tomorrow = new AuditEvent(
                today.type(), today.at().plus(Duration.ofDays(1)), "call-1", 2, today.origin(), today.facts());
        try (Journal journal = Journals.open(folder())) {
            journal.append(today);
            journal.append(tomorrow);
            journal.append(today);
        }

        assertThat(Journals.segments(folder())).hasSize(2);
        assertThat(Journals.types(folder()))
                .containsExactly(
                        "log.opened",
                        "approval.notified",
                        "log.segment",
                        "approval.notified",
                        "approval.notified",
                        "log.closed");
    }

    @Test
    void aJournalOfManySegmentsIsGoneOnWith() throws IOException {
        for (int run = 0; run < 4; run++) {
            try (Journal journal = small()) {
                LongStream.rangeClosed(1, 15).mapToObj(Journals::event).forEach(journal::append);
            }
        }

        List<Entry> entries = Journals.entries(folder());
        assertThat(entries).extracting(Entry::seq).isSorted().doesNotHaveDuplicates();
        assertThat(entries)
                .filteredOn(entry -> entry.event().fact("closed").equals("true"))
                .hasSize(3);
    }
}
