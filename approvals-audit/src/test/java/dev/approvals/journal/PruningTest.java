package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.Claim;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.Prover;
import dev.approvals.journal.verify.Verification;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {

    private static final Instant YEAR_LATER = Journals.NOW.plus(Duration.ofDays(365));

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    private static JournalOptions small() {
        return Journals.options().segmentBytes(4_096).keepApart("comment");
    }

    private int old;

    /** Some segments now, and some a year later. */
    private AuditSink.Head write() throws IOException {
        try (Journal journal = Journal.open(folder(), small())) {
            journal.append(Journals.event("c", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));
            LongStream.rangeClosed(1, 30).mapToObj(Journals::event).forEach(journal::append);
        }
        // The last of them ends when the first line of the next one is written, a year later.
        old = Journals.segments(folder()).size() - 1;
        try (Journal journal = later()) {
            LongStream.rangeClosed(1, 30).mapToObj(Journals::event).forEach(journal::append);
            return journal.head().orElseThrow();
        }
    }

    private Journal later() {
        return Journal.open(folder(), small().clock(Clock.fixed(YEAR_LATER, ZoneOffset.UTC)));
    }

    /** As in the body of a gated tool that these people approved. */
    private static int prune(Journal journal, Instant before, String... people) throws Exception {
        Claim claim = Claims.approvedBy(people);
        return (Integer) claim.run(running -> journal.prune(before, "half a year is over"));
    }

    @Test
    void oldSegmentsGoAndWhatFollowsStillVerifiesAndIsProved() throws Exception {
        AuditSink.Head seen = write();
        List<Path> segments = Journals.segments(folder());
        NoteKey key;
        try (Journal journal = later()) {
            assertThat(prune(journal, YEAR_LATER.minus(Duration.ofDays(200)), "alice", "carol"))
                    .isEqualTo(old)
                    .isGreaterThan(1);
            key = journal.key();
        }

        Verification verification = Verifier.of(folder())
                .key(key)
                .seen(new Anchor(seen.size(), seen.root()))
                .verify();
        assertThat(verification.flaw()).isEmpty();
        assertThat(verification.extent().first()).isGreaterThan(20);
        assertThat(verification.unproven()).singleElement().asString().contains("lines were pruned");
        assertThat(Journals.segments(folder())).first().isEqualTo(segments.get(old));
        assertThat(Journals.files(folder().resolve("apart"), "")).isEmpty();
        for (long seq = verification.extent().first();
                seq < verification.extent().size();
                seq++) {
            assertThat(Prover.of(folder()).prove(seq).fault(key)).isEmpty();
        }
        assertThatThrownBy(() -> Prover.of(folder()).prove(3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no longer there");
        assertThat(Prover.of(folder()).proveBeginning(seen.size()).fault(key)).isEmpty();
        assertThatThrownBy(() -> Prover.of(folder()).proveBeginning(16))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pruned");
    }

    @Test
    void whatWasSeenOfLinesThatWerePrunedProvesNothingAndIsNoFlaw() throws Exception {
        AuditSink.Head seen = write();
        try (Journal journal = later()) {
            prune(journal, YEAR_LATER.minus(Duration.ofDays(200)), "alice", "carol");
        }

        Verification verification = Verifier.of(folder())
                .seen(new Anchor(5, "nobodyknows43charsofit"))
                .seen(new Anchor(seen.size(), seen.root()))
                .verify();

        assertThat(verification.flaw()).isEmpty();
        assertThat(verification.unproven()).anyMatch(words -> words.contains("5:nobodyknows43charsofit, is older"));
        assertThat(verification.anchors()).noneMatch(words -> words.contains("nobodyknows"));
    }

    @Test
    void itIsRecordedWithTheCallThatWasApproved() throws Exception {
        write();
        try (Journal journal = later()) {
            prune(journal, YEAR_LATER.minus(Duration.ofDays(200)), "alice", "carol");
        }

        List<Entry> pruned = Journals.entries(folder()).stream()
                .filter(entry -> entry.event().type().name().equals("log.pruned"))
                .toList();
        assertThat(pruned)
                .singleElement()
                .satisfies(entry -> assertThat(entry.event().facts())
                        .containsEntry("call", "call-9")
                        .containsEntry("segments", String.valueOf(old))
                        .containsEntry("why", "half a year is over")
                        .containsEntry(
                                "through",
                                String.valueOf(Journals.entries(folder()).get(0).seq() - 1)));
        Journals.open(folder()).close();
    }

    @Test
    void whatACrashLeftGoesWithTheLineThatTellsOfIt() throws Exception {
        Journals.open(folder()).close();
        Files.writeString(Journals.segments(folder()).get(0), "{\"v\":1,", StandardOpenOption.APPEND);
        write();
        assertThat(Journals.files(folder(), "torn-")).hasSize(1);

        try (Journal journal = later()) {
            prune(journal, YEAR_LATER.minus(Duration.ofDays(200)), "alice", "carol");
        }

        assertThat(Journals.files(folder(), "torn-")).isEmpty();
        assertThat(Verifier.of(folder()).verify().flaw()).isEmpty();
    }

    @Test
    void itNeedsTheApprovalOfTwoPeople() throws IOException {
        write();
        try (Journal journal = later()) {
            Instant before = YEAR_LATER.minus(Duration.ofDays(200));

            assertThatThrownBy(() -> journal.prune(before, "why"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("call it inside of a gated tool");
            assertThatThrownBy(() -> prune(journal, before, "alice", "alice"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("has that of 1: give the tool quorum = 2");
        }
    }

    @Test
    void whatMustBeKeptLongerIsKept() throws IOException {
        write();
        try (Journal journal = later()) {
            assertThatThrownBy(() -> prune(journal, YEAR_LATER.minus(Duration.ofDays(100)), "alice", "carol"))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("Events are kept until " + YEAR_LATER.minus(Duration.ofDays(183)));
        }
    }
}
