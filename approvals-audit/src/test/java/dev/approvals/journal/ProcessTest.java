package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.journal.disk.FolderLock;
import dev.approvals.journal.verify.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, that run out of disk, and that meet in one folder. */
class ProcessTest {

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    private Set<String> started() throws IOException {
        Set<String> calls = new HashSet<>();
        Journals.entries(folder()).stream()
                .filter(entry -> entry.event().type().name().equals("action.started"))
                .forEach(entry -> calls.add(entry.event().callId()));
        return calls;
    }

    @Test
    void noEventThatWasTakenIsLostWhenTheProcessIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> taken = new HashSet<>();
        for (int round = 0; round < Thorough.times(30, 5); round++) {
            Process child = Child.start("", folder(), "round" + round, 8);
            int before = taken.size();
            int enough = before + 50 + random.nextInt(500);
            try (BufferedReader out = output(child)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    taken.add(line);
                    if (taken.size() == enough) {
                        // Its handle leaves what it printed readable.
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            child.waitFor();
            // The last line that it printed may be half of one.
            taken.removeIf(line -> !line.matches("round\\d+-\\d-\\d+"));

            Journals.open(folder()).close();
            assertThat(taken).as("seed %d, round %d", seed, round).hasSizeGreaterThan(before + 40);
            assertThat(started()).as("seed %d, round %d", seed, round).containsAll(taken);
        }
    }

    private static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> lines(Process child) throws IOException {
        try (BufferedReader out = output(child)) {
            return out.lines().toList();
        }
    }

    @Test
    void withAFullDiskWhatWasTakenIsThereAndTheRestIsRefused() throws Exception {
        Process child = Child.start("ulimit -f 64;", folder(), "full", 4);
        List<String> said = new ArrayList<>(lines(child));
        child.waitFor();

        List<String> refused =
                said.stream().filter(line -> line.startsWith("refused")).toList();
        said.removeAll(refused);
        assertThat(refused).hasSize(4).allSatisfy(line -> assertThat(line).contains("failed and takes no more events"));
        assertThat(said).hasSizeGreaterThan(20);
        Journals.open(folder()).close();
        assertThat(started()).containsAll(said);
        assertThat(Journals.types(folder())).contains("log.recovered");
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        try (Journal journal = Journals.open(folder())) {
            List<String> said = lines(Child.start("", folder(), "second", 1));

            assertThat(said)
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("is being written by another process (process "
                                    + ProcessHandle.current().pid() + ")")
                            .contains("give this process a folder of its own"));
            journal.append(Journals.event(1));
        }
        assertThat(Journals.types(folder())).containsExactly("log.opened", "approval.notified", "log.closed");
    }

    @Test
    void aJournalThatAnotherProcessWritesIsVerifiedAndLeftAlone() throws Exception {
        Process child = Child.start("", folder(), "live", 2);
        try (BufferedReader out = output(child)) {
            assertThat(out.readLine()).startsWith("live");
            for (int i = 0; i < Thorough.times(200, 20); i++) {
                assertThat(FolderLock.isHeld(folder())).isTrue();
                assertThat(Verifier.of(folder()).verify().flaw()).isEmpty();
                assertThat(out.readLine()).startsWith("live");
            }
            child.toHandle().destroyForcibly();
            assertThat(out.lines()).noneMatch(line -> line.startsWith("refused"));
        }
        child.waitFor();

        assertThat(FolderLock.isHeld(folder())).isFalse();
    }

    @Test
    void aProcessKeepsItsLockWhenItTriesToOpenTheFolderTwiceOrLooksAtIt() throws Exception {
        try (Journal journal = Journals.open(folder())) {
            assertThatThrownBy(() -> Journals.open(folder())).isInstanceOf(JournalException.class);
            assertThat(FolderLock.isHeld(folder())).isTrue();

            assertThat(lines(Child.start("", folder(), "second", 1)))
                    .singleElement()
                    .asString()
                    .startsWith("refused");
            assertThat(journal.failure()).isEmpty();
        }
    }
}
