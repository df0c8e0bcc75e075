package dev.approvals.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.Thorough;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.note.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    private AuditSink.Head seen = new AuditSink.Head(0, "");

    /** Three segments; facts of one event are kept apart; seen when it had some 20 lines; closed. */
    @BeforeEach
    void write() throws IOException {
        folder = temp.resolve("audit");
        try (Journal journal =
                Journal.open(folder, Journals.options().segmentBytes(6_000).keepApart("comment"))) {
            LongStream.rangeClosed(1, 18).mapToObj(Journals::event).forEach(journal::append);
            journal.append(
                    Journals.event("call", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));
            seen = journal.head().orElseThrow();
            LongStream.rangeClosed(1, 10).mapToObj(Journals::event).forEach(journal::append);
            key = journal.key();
        }
    }

    private Anchor anchor() {
        return new Anchor(seen.size(), seen.root());
    }

    private Verification verify() throws IOException {
        return Verifier.of(folder).key(key).seen(anchor()).verify();
    }

    private List<Path> evidence() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !List.of("lock", "key.pub")
                            .contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anIntactJournalIsCountedAndNamesItsAnchors() throws IOException {
        Verification verification = verify();

        assertThat(verification.flaw()).isEmpty();
        assertThat(verification.extent().lines())
                .isEqualTo(Journals.lines(folder).size());
        assertThat(verification.extent().from()).contains(Journals.NOW);
        assertThat(verification.extent().to()).contains(Journals.NOW.plusMillis(18));
        assertThat(verification.anchors())
                .containsExactly(
                        "The checkpoint over " + verification.extent().size()
                                + " lines of journal.test, signed with the given key journal.test+" + key.hash() + ".",
                        "What was seen of it: " + seen.size() + ":" + seen.root() + ".");
        assertThat(verification.unproven()).isEmpty();
    }

    @Test
    void whoWaitsIsToldHowFarItIs() throws IOException {
        List<Long> told = new ArrayList<>();
        Verifier.of(folder)
                .progress((bytes, total) -> {
                    told.add(bytes);
                    assertThat(total).isGreaterThanOrEqualTo(bytes);
                })
                .verify();

        long size = 0;
        for (Path segment : Journals.segments(folder)) {
            size += Files.size(segment);
        }
        assertThat(told).isSorted().hasSize(Journals.lines(folder).size()).endsWith(size);
    }

    @Test
    void withoutAnchorsFromOutsideItSaysWhatIsUnproven() throws IOException {
        Verification verification = Verifier.of(folder).verify();

        assertThat(verification.intact()).isTrue();
        assertThat(verification.anchors()).singleElement().asString().contains("a key that the journal itself names");
        assertThat(verification.unproven())
                .hasSize(2)
                .anyMatch(
                        line -> line.startsWith("No key was given: whoever can write the folder could have rewritten"))
                .anyMatch(line -> line.startsWith("Nothing from outside was given"));

        Files.delete(folder.resolve("checkpoint"));
        assertThat(Verifier.of(folder).verify().unproven()).anyMatch(line -> line.startsWith("There is no checkpoint"));
    }

    @Test
    void aChangeOfAnyByteIsFound() throws IOException {
        for (Path file : evidence()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int place = 0; place < bytes.length; place += Thorough.step(13)) {
                byte[] changed = bytes.clone();
                changed[place] ^= (byte) (1 << place % 8);
                Files.write(file, changed);

                assertThat(verify().flaw()).as("byte %d of %s", place, file).isPresent();
            }
            Files.write(file, bytes);
        }
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void theFirstBrokenLineIsNamed() throws IOException {
        Path second = Journals.segments(folder).get(1);
        Files.writeString(second, Files.readString(second).replaceFirst("\"place\":\"15\"", "\"place\":\"51\""));

        assertThat(verify().flaw()).hasValueSatisfying(flaw -> {
            assertThat(flaw.file()).isEqualTo(second.getFileName().toString());
            assertThat(flaw.line()).isGreaterThan(1);
            assertThat(flaw.why()).isEqualTo("it does not follow from the line before, of which something was changed");
        });
    }

    @Test
    void everyCutOfTheEndIsFound() throws IOException {
        Path last = Journals.segments(folder).get(Journals.segments(folder).size() - 1);
        byte[] bytes = Files.readAllBytes(last);
        for (int cut = 0; cut < bytes.length; cut += Thorough.step(7)) {
            Files.write(last, Arrays.copyOf(bytes, cut));

            assertThat(verify().flaw())
                    .as("cut at %d", cut)
                    .hasValueSatisfying(
                            flaw -> assertThat(flaw.why()).containsAnyOf("its end is gone", "it is half a line"));
        }
    }

    @Test
    void linesLeftOutPutInTwiceOrSwappedAreFound() throws IOException {
        Path first = Journals.segments(folder).get(0);
        List<String> lines = Files.readAllLines(first);
        for (int i = 1; i < lines.size() - 1; i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            List<String> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);
            for (List<String> forged : List.of(without, twice, swapped)) {
                Files.write(first, forged);
                assertThat(verify().flaw())
                        .hasValueSatisfying(
                                flaw -> assertThat(flaw.why()).contains("lines are missing, or in another order"));
            }
        }
    }

    @Test
    void aMissingOrRenamedSegmentIsFound() throws IOException {
        Path second = Journals.segments(folder).get(1);
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(second, elsewhere);
        assertThat(verify().flaw()).isPresent();

        Files.move(elsewhere, folder.resolve("segment-00000000000000000003.jsonl"));
        assertThat(verify().flaw()).isPresent();
    }

    @Test
    void aJournalRewrittenWholeWithItsOwnKeyIsFoundByWhatWasSeen() throws IOException {
        Path forged = temp.resolve("forged");
        Files.copy(temp.resolve("audit.key"), temp.resolve("forged.key"), StandardCopyOption.COPY_ATTRIBUTES);
        try (Journal journal = Journals.open(forged)) {
            LongStream.rangeClosed(1, 40).mapToObj(Journals::event).forEach(journal::append);
        }

        assertThat(Verifier.of(forged).key(key).verify().intact())
                .as("as its key's owner wanted")
                .isTrue();
        assertThat(Verifier.of(forged).key(key).seen(anchor()).verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why())
                        .contains("what was seen, " + anchor(), "lines before that were changed"));
    }

    @Test
    void aJournalOfAnotherKeyIsFound() throws IOException {
        NoteKey other =
                KeyFile.openOrCreate(temp.resolve("other.key"), "journal.test").key();

        assertThat(Verifier.of(folder).key(other).verify().flaw())
                .contains(new Flaw("checkpoint", 0, "it is not signed with the key " + other));
    }

    @Test
    void whatWasSeenBeyondTheEndIsFound() throws IOException {
        Anchor beyond = new Anchor(1_000, seen.root());

        assertThat(Verifier.of(folder).seen(beyond).verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why()).contains("says that it had 1000: its end is gone"));
    }

    @Test
    void factsKeptApartThatAreGoneWithoutARecordAreFound() throws IOException {
        Files.delete(Journals.files(folder.resolve("apart"), "").get(1));

        assertThat(verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why())
                        .contains("kept apart", "are not there, and no payload.erased tells of it"));
    }

    @Test
    void erasedFactsAreGoneAndTheJournalVerifies() throws IOException {
        long seq = Journals.entries(folder).stream()
                .filter(entry -> entry.apart().isPresent())
                .findFirst()
                .orElseThrow()
                .seq();
        try (Journal journal = Journals.open(folder)) {
            journal.erase(seq, "asked for by the person");
            assertThatThrownBy(() -> journal.erase(0, "nothing there"))
                    .hasMessageContaining("Of line 0 nothing is kept apart");
            assertThatThrownBy(() -> journal.erase(5_000, "nothing there"))
                    .hasMessageContaining("There is no line 5000");
        }

        assertThat(verify().flaw()).isEmpty();
        assertThat(Journals.files(folder.resolve("apart"), "")).isEmpty();
        assertThat(Journals.entries(folder).get((int) seq).event().facts()).isEmpty();
        assertThat(Journals.types(folder)).containsOnlyOnce("payload.erased");
    }

    @Test
    void aJournalThatIsBeingWrittenIsVerifiedUpToWhereItIs() throws IOException {
        try (Journal journal = Journals.open(folder)) {
            journal.append(Journals.event(1));

            Verification verification = verify();
            assertThat(verification.intact()).isTrue();
            assertThat(verification.unproven())
                    .singleElement()
                    .asString()
                    .startsWith("The last 2 lines came after the checkpoint and are not signed");
        }
    }

    @Test
    void whatIsNoJournalIsNotVerified() throws IOException {
        assertThatThrownBy(() -> Verifier.of(temp.resolve("nowhere")).verify())
                .isInstanceOf(NotDirectoryException.class)
                .hasMessageContaining("nowhere is not a folder");
        assertThatThrownBy(() -> Verifier.of(Files.createDirectory(temp.resolve("empty")))
                        .verify())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no journal in");
        assertThatThrownBy(() -> Anchor.parse("12:short")).hasMessageContaining("is not SIZE:ROOT");
        assertThat(Anchor.parse(anchor().toString())).isEqualTo(anchor());
    }
}
