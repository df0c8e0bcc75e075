package dev.approvals.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.disk.FolderLock;
import dev.approvals.journal.home.Folder;
import dev.approvals.journal.segment.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a last line: one that is being written, one that a crash left, and one that was moved aside. */
class TornTailTest {

    @TempDir
    Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void write() {
        folder = temp.resolve("audit");
        try (Journal journal = Journals.open(folder)) {
            journal.append(Journals.event(1));
        }
    }

    private void addToEnd(String bytes) throws IOException {
        Files.writeString(Journals.segments(folder).get(0), bytes, StandardOpenOption.APPEND);
    }

    private Verification verify() throws IOException {
        return Verifier.of(folder).verify();
    }

    @Test
    void halfALineThatIsBeingWrittenIsNoFlaw() throws Exception {
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock).isNotNull();
            addToEnd("{\"v\":1,");
            CompletableFuture<Verification> verification = CompletableFuture.supplyAsync(() -> {
                try {
                    return verify();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            assertThat(resultWhileWriting(verification).flaw()).isEmpty();
            assertThat(verification.get().extent().size()).isEqualTo(3);
        }
    }

    private Verification resultWhileWriting(CompletableFuture<Verification> verification)
            throws IOException, InterruptedException, ExecutionException {
        for (int i = 0; i < 10_000; i++) {
            try {
                return verification.get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                addToEnd("x");
            }
        }
        throw new AssertionError("It waits for a line to end that never does.");
    }

    @Test
    void halfALineThatNobodyWritesAnyMoreIsAFlaw() throws IOException {
        addToEnd("{\"v\":1,");

        assertThat(verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.why()).contains("half a line, without an end"));
    }

    @Test
    void halfALineThatAWriterNeverEndsIsWaitedForOnlySoLong() throws IOException {
        Segment newest = Segment.list(folder).get(0);
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThat(HalfLine.grows(new Folder(folder), newest, newest.length(), Duration.ofMillis(20)))
                    .isFalse();
            assertThat(HalfLine.grows(new Folder(folder), newest, newest.length() - 1, Duration.ofMillis(20)))
                    .isTrue();
        }
    }

    /** A journal that was opened after a crash, and the file of what that left. */
    private Path recovered() throws IOException {
        addToEnd("{\"v\":1,");
        Journals.open(folder).close();
        assertThat(verify().flaw()).isEmpty();
        return Journals.files(folder, "torn-").get(0);
    }

    @Test
    void whatWasMovedAsideMustBeWhatTheRecordSays() throws IOException {
        Path aside = recovered();
        Files.writeString(aside, "{\"v\":2,");

        assertThat(verify().flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.toString())
                        .startsWith("line 5 of segment-00000000000000000000.jsonl")
                        .contains(aside.getFileName() + ", and that was changed"));
    }

    @Test
    void whatWasMovedAsideMustBeThere() throws IOException {
        Path aside = recovered();
        Files.delete(aside);

        assertThat(verify().flaw())
                .hasValueSatisfying(
                        flaw -> assertThat(flaw.why()).contains(aside.getFileName() + ", and that is not there"));
    }

    @Test
    void noLineCanNameAFileElsewhere() throws IOException {
        recovered();
        Files.writeString(temp.resolve("torn-4-1.bin"), "elsewhere");

        assertThat(new Folder(folder).movedAside("torn-4-1.bin")).isEmpty();
        assertThat(new Folder(folder).movedAside("../torn-4-1.bin")).isEmpty();
        assertThat(new Folder(folder).movedAside("key.pub")).isEmpty();
    }
}
