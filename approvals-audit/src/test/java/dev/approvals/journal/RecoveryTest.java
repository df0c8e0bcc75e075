package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final String FIRST = "segment-00000000000000000000.jsonl";

    @TempDir
    Path temp;

    private int folders;
    /** A journal whose process died: three lines and no checkpoint. */
    private byte[] died = {};

    @BeforeEach
    void dies() throws IOException {
        Path folder = temp.resolve("dies");
        try (Journal journal = Journals.open(folder)) {
            journal.append(Journals.event(1));
            journal.append(Journals.event(2));
            died = Files.readAllBytes(folder.resolve(FIRST));
        }
    }

    private Path folderWith(byte[] segment) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("copy-" + folders++));
        Files.write(folder.resolve(FIRST), segment);
        // One key for all copies, as it would be with a real journal.
        Files.copy(temp.resolve("dies.key"), temp.resolve(folder.getFileName() + ".key"));
        return folder;
    }

    @Test
    void aCutAnywhereInTheLastLineIsMovedAsideAndRecorded() throws IOException {
        String text = new String(died, StandardCharsets.US_ASCII);
        int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
        for (int cut = lastLine + 1; cut < died.length; cut += Thorough.step(17)) {
            Path folder = folderWith(Arrays.copyOf(died, cut));
            Journals.open(folder).close();

            List<Entry> entries = Journals.entries(folder);
            assertThat(entries)
                    .extracting(entry -> entry.event().type().name())
                    .as("cut after %d bytes", cut)
                    .containsExactly("log.opened", "approval.notified", "log.opened", "log.recovered", "log.closed");
            String aside = entries.get(3).event().fact("movedTo");
            assertThat(Files.readString(folder.resolve(aside))).isEqualTo(text.substring(lastLine, cut));
        }
    }

    @Test
    void aCutBetweenLinesIsGoneOnFrom() throws IOException {
        String text = new String(died, StandardCharsets.US_ASCII);
        for (int end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) {
            Path folder = folderWith(Arrays.copyOf(died, end));
            Journals.open(folder).close();

            assertThat(Journals.types(folder)).doesNotContain("log.recovered").endsWith("log.opened", "log.closed");
            assertThat(Journals.entries(folder)
                            .get(Journals.lines(folder).size() - 2)
                            .event()
                            .fact("closed"))
                    .isEqualTo("false");
        }
    }

    @Test
    void zerosThatACrashLeftBehindTheLastLineAreMovedAside() throws IOException {
        Path folder = folderWith(Arrays.copyOf(died, died.length + 200_000));
        Journals.open(folder).close();

        Entry recovered = Journals.entries(folder).get(4);
        assertThat(recovered.event().type().name()).isEqualTo("log.recovered");
        assertThat(recovered.event().fact("bytes")).isEqualTo("200000");
        assertThat(folder.resolve(recovered.event().fact("movedTo"))).hasSize(200_000);
    }

    @Test
    void aJournalThatIsShorterThanItsCheckpointIsRefused() throws IOException {
        Path folder = temp.resolve("dies");
        byte[] closed = Files.readAllBytes(folder.resolve(FIRST));
        for (int cut = closed.length - 1; cut > died.length - 100; cut -= 13) {
            Files.write(folder.resolve(FIRST), Arrays.copyOf(closed, cut));

            assertThatThrownBy(() -> Journals.open(folder))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("its end is gone")
                    .hasMessageContaining("signed over 4")
                    .hasMessageContaining("keep it as it is as evidence");
        }
        assertThat(Journals.files(folder, "torn-")).isEmpty();
    }

    @Test
    void aChangeOfAnyByteBeforeTheLastLineStopsTheWriting() throws IOException {
        String text = new String(died, StandardCharsets.US_ASCII);
        int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
        Path folder = folderWith(died);
        for (int place = 0; place < lastLine; place += Thorough.step(3)) {
            byte[] changed = died.clone();
            changed[place] ^= 1;
            Files.write(folder.resolve(FIRST), changed);

            assertThatThrownBy(() -> Journals.open(folder))
                    .as("byte %d", place)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is broken in line")
                    .hasMessageContaining("begin a new journal in another folder");
            assertThat(folder.resolve(FIRST)).hasBinaryContent(changed);
        }
    }

    @Test
    void aLastLineChangedUnderACheckpointStopsTheWriting() throws IOException {
        Path folder = temp.resolve("dies");
        String changed = Files.readString(folder.resolve(FIRST)).replace("\"log.closed\"", "\"log.opened\"");
        Files.writeString(folder.resolve(FIRST), changed);

        assertThatThrownBy(() -> Journals.open(folder))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is not what its checkpoint says");
    }

    @Test
    void aDamagedCheckpointOrOneOfAnotherKeyStopsTheWriting() throws IOException {
        Path folder = temp.resolve("dies");
        String note = Files.readString(folder.resolve("checkpoint"));

        Files.writeString(folder.resolve("checkpoint"), note.replace("journal.test\n", "another.test\n"));
        assertThatThrownBy(() -> Journals.open(folder)).hasMessageContaining("is signed with none of the keys");
        Files.writeString(folder.resolve("checkpoint"), note.substring(0, 30));
        assertThatThrownBy(() -> Journals.open(folder)).hasMessageContaining("is damaged: Not a signed note");
    }

    @Test
    void aStartWithoutAnEndBecomesAnUnknownOutcome() throws IOException {
        Path folder = temp.resolve("crashed");
        byte[] segment;
        try (Journal journal = Journals.open(folder)) {
            journal.append(Journals.started("ended"));
            journal.append(Journals.started("lost"));
            journal.append(Journals.completed("ended"));
            segment = Files.readAllBytes(folder.resolve(FIRST));
        }
        Path crashed = folderWith(segment);
        Journals.open(crashed).close();
        Journals.open(crashed).close();

        List<Entry> unknown = Journals.entries(crashed).stream()
                .filter(entry -> entry.event().type().name().equals("action.outcome_unknown"))
                .toList();
        assertThat(unknown).hasSize(1);
        AuditEvent event = unknown.get(0).event();
        assertThat(event.callId()).isEqualTo("lost");
        assertThat(event.origin()).isEqualTo(Journals.started("lost").origin());
        assertThat(event.sequence()).as("the journal's word, not the engine's").isZero();
        assertThat(event.facts()).containsEntry("started", "2").containsEntry("by", "journal");
    }

    @Test
    void aStartInAnEarlierSegmentIsFoundWithoutReadingAllOfThem() throws IOException {
        Path folder = temp.resolve("long");
        JournalOptions small = Journals.options().segmentBytes(4_096);
        try (Journal journal = Journal.open(folder, small)) {
            journal.append(Journals.started("a call \u00e4"));
            LongStream.rangeClosed(1, 40).mapToObj(Journals::event).forEach(journal::append);
        }
        // Not even readable: only the newest segment and the one with the start are needed.
        Path unneeded = Journals.segments(folder).get(2);
        Files.writeString(unneeded, "");
        Journal.open(folder, small).close();

        assertThat(Journals.types(folder)).containsOnlyOnce("action.outcome_unknown");
    }

    @Test
    void aSegmentThatWasJustBegunIsBegunAnew() throws IOException {
        Path folder = folderWith(died);
        for (String begun : List.of("", "{\"v\":1,\"se")) {
            int next = Journals.lines(folder).size();
            Files.writeString(folder.resolve(String.format("segment-%020d.jsonl", next)), begun);
            Journals.open(folder).close();

            assertThat(Journals.segments(folder)).hasSize(1);
        }
        assertThat(Journals.types(folder)).containsOnlyOnce("log.recovered").endsWith("log.closed");
    }

    @Test
    void anotherKeyIsRecordedAndGoesOn() throws IOException {
        Path folder = temp.resolve("dies");
        Files.delete(temp.resolve("dies.key"));
        Journals.open(folder).close();
        Journals.open(folder).close();

        assertThat(Journals.types(folder)).containsOnlyOnce("key.rotated");
    }
}
