package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prove} and {@code check-proof}, of which each is worth what the other says. */
class ProveCommandTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
        key = temp.resolve("audit.pub");
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text, StandardCharsets.UTF_8);
    }

    @Test
    void anEventIsProvedToSomebodyWhoHasTheKeyOnly() throws IOException {
        Run proved = Run.of("prove", audit, 5);
        assertThat(proved.status()).isZero();
        assertThat(proved.out()).startsWith("c2sp.org/tlog-proof@v1\nextra ").contains("\nindex 5\n");

        Path proof = written("proof", proved.out());
        Run checked = Run.of("check-proof", proof, "--key", key);

        assertThat(checked.status()).isZero();
        assertThat(checked.out())
                .startsWith(
                        proof + ": the proof holds\nEvent 5 stands in the log example.com/audit, which stood at 14:")
                .contains("approval.decided")
                .contains("    reviewer        local:alice\n")
                .doesNotContain("Not proved");
    }

    @Test
    void withoutTheKeyItSaysThatNobodysSignatureWasChecked() throws IOException {
        Path proof = written("proof", Run.of("prove", audit, 5).out());

        Run checked = Run.of("check-proof", proof);

        assertThat(checked.status()).isZero();
        assertThat(checked.out())
                .contains("the proof holds, but one thing is not proved\n")
                .contains("No key was given: anybody could have made this proof");
        assertThat(Run.of("check-proof", proof, "--json").out())
                .contains("\"holds\":true")
                .contains("\"unproven\":[\"No key was given");
    }

    @Test
    void noByteOfAProofCanBeChangedUnnoticed() throws IOException {
        String text = Run.of("prove", audit, 5).out();
        for (int place = 0; place < text.length(); place += 7) {
            String changed = text.substring(0, place) + (char) (text.charAt(place) ^ 1) + text.substring(place + 1);

            Run checked = Run.of("check-proof", written("changed", changed), "--key", key);

            // Of a changed first line nobody can say that it was to be a proof.
            assertThat(checked.status())
                    .as("character %d of %s", place, changed)
                    .isEqualTo(place <= "c2sp.org/tlog-proof@v1".length() ? 2 : 1);
            assertThat(checked.out() + checked.err())
                    .contains(place <= "c2sp.org/tlog-proof@v1".length() ? "is no proof" : "DOES NOT HOLD");
        }
    }

    @Test
    void aProofOfGrowthIsCheckedAgainstWhatWasSeen() throws IOException {
        Path proof = temp.resolve("growth");
        Run proved = Run.of("prove", audit, "--grown-from", 5, "-o", proof);
        assertThat(proved)
                .isEqualTo(new Run(0, "The growth from 5 lines of " + audit + " is proved in " + proof + ".\n", ""));
        String seen =
                Run.of("check-proof", proof, "--json").out().replaceAll("(?s).*\"earlier\":\"(\\d+:.{16}).*", "$1");

        assertThat(Run.of("check-proof", proof, "--key", key, "--seen", seen))
                .satisfies(run -> assertThat(run.status()).isZero())
                .satisfies(run -> assertThat(run.out())
                        .contains("The log example.com/audit, which stood at 14:")
                        .contains(", begins with " + seen)
                        .doesNotContain("Not proved"));
        assertThat(Run.of("check-proof", proof, "--key", key).out()).contains("with what you have seen of the log");
        assertThat(Run.of("check-proof", proof, "--key", key, "--seen", "5:AAAAAAAAAAAAAAAA"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                .satisfies(run -> assertThat(run.out()).contains("which is not what was seen, 5:AAAAAAAAAAAAAAAA."));
    }

    @Test
    void aProofOfGrowthThatIsOfAnotherKeyDoesNotHold() throws IOException {
        Path other = written("other.pub", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n");
        Path event = written("event", Run.of("prove", audit, 5).out());
        Path growth =
                written("growth", Run.of("prove", audit, "--grown-from", 5).out());

        for (Path proof : new Path[] {event, growth}) {
            assertThat(Run.of("check-proof", proof, "--key", other))
                    .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                    .satisfies(run -> assertThat(run.out()).contains("is not signed with the key PeterNeumann"));
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Path there = written("there", "precious");

        Run run = Run.of("prove", audit, 5, "-o", there);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(there + " is there already: name another file, or move that one away.\n");
        assertThat(there).hasContent("precious");
    }

    @Test
    void aJournalThatWasChangedProvesNothing() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("too much", "too nice"));
        Path target = temp.resolve("proof");

        Run run = Run.of("prove", audit, 5, "-o", target);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Not proved: " + audit + " is not what its checkpoint says. Verify it.");
        assertThat(target).doesNotExist();
        assertThat(Run.of("prove", audit, 5, "--json").out())
                .contains("\"status\":1")
                .doesNotContain("\"proof\"");
        assertThat(Run.of("prove", audit, "--grown-from", 12).status()).isEqualTo(1);
    }

    @Test
    void whatCannotBeProvedIsSaid() throws IOException {
        assertThat(Run.of("prove", audit, 14))
                .isEqualTo(new Run(
                        2,
                        "",
                        "Line 14 is not under the checkpoint, which covers 14 lines from 0 on: give a smaller number,"
                                + " or wait a second for the next checkpoint.\n"));
        assertThat(Run.of("prove", audit, "--grown-from", 99).err())
                .isEqualTo("The checkpoint covers 14 lines, not 99.\n");
        assertThat(Run.of("prove", audit).err())
                .isEqualTo("Say what to prove: the number of an event, SEQ, or --grown-from SIZE.\n");
        assertThat(Run.of("prove", audit, "x").err()).contains("(SEQ): \"x\" is not a whole number");
        Files.delete(audit.resolve("checkpoint"));
        assertThat(Run.of("prove", audit, 5).err()).contains("has no checkpoint to prove anything against");
    }

    @Test
    void aFileThatIsNoProofIsStatusTwo() throws IOException {
        Path text = written("text", "hello\n");
        Path bytes = Files.write(temp.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(Run.of("check-proof", text))
                .isEqualTo(new Run(
                        2,
                        "",
                        text + " is no proof: it begins neither with c2sp.org/tlog-proof@v1 nor with"
                                + " approvals.dev/growth-proof@v1. Make one with: approvals prove DIR SEQ\n"));
        assertThat(Run.of("check-proof", bytes).err()).isEqualTo(bytes + " is no proof: it is not text.\n");
        assertThat(Run.of("check-proof", temp.resolve("nowhere")).err()).contains("there is no such file");
        assertThat(Run.of("check-proof", temp).status()).isEqualTo(2);
    }
}
