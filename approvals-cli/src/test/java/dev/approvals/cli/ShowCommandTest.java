package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowCommandTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
    }

    @Test
    void eventsAreShownOneALine() {
        Run run = Run.of("show", audit);

        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(14);
        assertThat(run.out())
                .contains(
                        "2026-01-05 09:00:01.000Z      1  action.requested    export fa1fb35a  db-copilot for local:bob:"
                                + " Export 5 rows of customers, risk HIGH; it says: weekly report\n")
                .contains(
                        "2026-01-05 09:00:05.000Z      5  approval.decided    export fa1fb35a  APPROVE by local:alice,"
                                + " quorum 1 of 1: fine\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--call,4c9c,3",
        "--request,4c9c2a21da27b1e8ef9fcc2946976165,3",
        "--person,alice,2",
        "--person,local:bob,12",
        "--tool,export,12",
        "--tool,other,0",
        "--type,approval.,6",
        "--type,approval.decided,2",
        "--fact,decision=DENY,1",
        "--seq,3,1",
        "--last,4,4",
        "--last,0,0",
        "--from,2026-01-05T09:00:10Z,3",
        "--until,2026-01-05T10:00:05+01:00,6",
        "--to,2026-01-04,0",
        "--to,2026-01-05,14",
        "--from,59m,0",
        "--from,1d,14",
    })
    void eventsAreChosen(String option, String value, int count) {
        Run run = Run.of("show", audit, option, value);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(count);
    }

    @Test
    void thatNothingMatchedIsSaidWithWhatWasLookedFor() {
        String there = audit + " has 14 events, numbered 0 to 13, from 2026-01-05T09:00:00Z to 2026-01-05T09:00:12Z.";

        assertThat(Run.of("show", audit, "--call", "beef", "--from", "59m"))
                .isEqualTo(new Run(0, "", "Nothing matches --call beef --from 59m: " + there + "\n"));
        assertThat(Run.of("show", audit, "--fact", "risk=LOW", "--json"))
                .isEqualTo(new Run(0, "", "Nothing matches --fact risk=LOW: " + there + "\n"));
        assertThat(Run.of("show", audit, "--type", "approval").err())
                .endsWith(there + " For all types that begin so, end it with a dot: --type approval.\n");
        assertThat(Run.of("show", audit, "--type", "approval.decide").err())
                .contains(there + " The types there are: action.completed, ")
                .endsWith(", policy.evaluated.\n");
        assertThat(Run.of("show", audit, "--tool", "export").err()).isEmpty();
        assertThat(Run.of("show", audit, "-n", 0).err()).isEmpty();
    }

    @Test
    void anEventThatIsNotThereIsStatusTwo() {
        Run run = Run.of("show", audit, "--seq", 14);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("There is no event 14 in " + audit + ", which has 14 events, numbered 0 to 13,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n|-1|\"-1\" is less than 0",
                "-n|x|\"x\" is not a whole number",
                "--seq|-1|\"-1\" is less than 0",
                "--fact|foo|for option '--fact' (NAME=VALUE)",
            })
    void aValueThatCannotBeIsRefused(String option, String value, String message) {
        Run run = Run.of("show", audit, option, value);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("option option");
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        for (String command : List.of("show", "report", "export --format=csv")) {
            Object[] args = (command + " " + audit + " --from 2026-02-01 --until 2026-01-31").split(" ");

            assertThat(Run.of(args))
                    .as(command)
                    .isEqualTo(new Run(
                            2,
                            "",
                            "--from 2026-02-01 is not before --until 2026-01-31: nothing lies between them."
                                    + " Give the earlier one as --from.\n"));
        }
    }

    @Test
    void allThatIsKnownOfAnEventIsShownInFull() {
        assertThat(Run.of("show", audit, "--seq", 5, "--full").out())
                .contains("    call            fa1fb35a68a60acfaa99a173313fff4b, its event 5\n")
                .contains("    realm           prod (ENFORCING)\n")
                .contains("    comment         fine\n");
    }

    @Test
    void hostileTextIsShownAndNotObeyed() {
        for (Run run : List.of(Run.of("show", audit), Run.of("show", audit, "--full"))) {
            assertThat(run.out())
                    .contains("\\u{1B}[2J\\u{202E}all good")
                    .doesNotContain("\u001b")
                    .doesNotContain("\u202e");
        }
        assertThat(Run.onTerminal("show", audit).out())
                .doesNotContain("\u001b[2J")
                .doesNotContain("\u202e");
        assertThat(Run.of("show", audit, "--json").out()).contains("\\u001B[2J\\u202Eall good");
    }

    @Test
    void onlyATerminalHasColours() {
        assertThat(Run.onTerminal("show", audit).out()).contains("\u001b[32mAPPROVE by local:alice");
        assertThat(Run.onTerminal("show", audit, "--json").out()).doesNotContain("\u001b");
    }

    @Test
    void severalJournalsAreShownAsOneByTime() {
        Path other = temp.resolve("other");
        try (Journal journal = Journal.open(other, SampleJournal.options().node("node-2"))) {
            journal.append(SampleJournal.event(
                    "c0ffee", 1, AuditEventType.ACTION_STARTED, SampleJournal.NOW.plusMillis(4_500), Map.of()));
        }

        List<String> lines =
                Run.of("show", audit, other, "--tool", "export").out().lines().toList();

        assertThat(lines).hasSize(13);
        assertThat(lines.get(3)).contains("node-1 ").contains("approval.notified");
        assertThat(lines.get(4)).contains("node-2 ").contains("c0ffee");
        assertThat(lines.get(5)).contains("node-1 ").contains("approval.decided");
    }

    @Test
    void whatIsWrittenMeanwhileFollowsOnceItIsWhole() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        byte[] all = Files.readAllBytes(segment);
        int second = new String(all, StandardCharsets.US_ASCII).indexOf('\n', 4_000) + 1;
        int half = second + 100;
        Files.write(segment, Arrays.copyOf(all, second));
        Deque<Runnable> meanwhile = new ArrayDeque<>(List.of(
                () -> {}, () -> append(segment, all, second, half), () -> append(segment, all, half, all.length)));
        ByteArrayOutputStream counts = new ByteArrayOutputStream();

        Run run = Run.of(
                false,
                () -> {
                    counts.write(1);
                    Runnable next = meanwhile.poll();
                    if (next != null) {
                        next.run();
                    }
                    return counts.size() <= 5;
                },
                "show",
                "-n",
                1,
                "-f",
                audit);

        assertThat(run.status()).isZero();
        List<String> expected = Run.of("show", audit).out().lines().toList();
        List<String> told = run.out().lines().toList();
        assertThat(told.size()).isGreaterThan(2);
        assertThat(told).isEqualTo(expected.subList(expected.size() - told.size(), expected.size()));
    }

    private static void append(Path file, byte[] all, int from, int to) {
        try {
            Files.write(file, Arrays.copyOfRange(all, from, to), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLineThatIsNoEventIsNamed() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replaceFirst("\"mode\":\"ENFORCING\"", "\"mode\":\"\""));

        Run run = Run.of("show", audit);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Line 1 of " + segment + " is no event");
    }

    @Test
    void aTimeThatIsNoneIsStatusTwo() {
        assertThat(Run.of("show", audit, "--from", "yesterday"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "--from yesterday is no time: write 2026-01-31T09:00Z, 2026-01-31 for a day of UTC, or 24h for so"
                                + " long ago.\n"));
        assertThat(Run.of("show", audit, "--until", "2026-02-30").err()).contains("--until 2026-02-30 is no time");
    }
}
