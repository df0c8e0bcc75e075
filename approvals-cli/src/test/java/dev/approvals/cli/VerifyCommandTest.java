package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(audit)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anEmptyJournalProvesNothing() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.createFile(empty.resolve("segment-00000000000000000000.jsonl"));

        Run run = Run.of("verify", empty);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out())
                .startsWith(empty + ": EMPTY, which proves nothing: either no line was ever written, or all were taken")
                .doesNotContain("intact");
        assertThat(Run.of("verify", empty, "--json").out())
                .contains("\"status\":2,")
                .contains("\"intact\":false");
        assertThat(Run.of("verify", empty, "--seen", "1:6i3MXznylqFCz8Ah").status())
                .isEqualTo(1);
    }

    @Test
    void anIntactJournalIsToldWithWhatIsNotProved() {
        Run run = Run.of("verify", audit);

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(audit + ": intact, but 2 things are not proved\n")
                .contains("  lines      14, numbered 0 to 13\n")
                .contains("No key was given")
                .doesNotContain("\u001b");
    }

    @Test
    void withTheKeyAndWhatWasSeenNothingIsLeftUnproved() {
        String seen = Run.of("verify", audit).out().replaceAll("(?s).*stands at +(\\S+)\n.*", "$1");

        Run run = Run.of("verify", audit, "--key", temp.resolve("audit.pub"), "--seen", seen);

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(": intact\n")
                .contains("What was seen of it: 14:")
                .doesNotContain("Not proved");
    }

    @Test
    void aKeyFromTheJournalsOwnFolderIsDoubted() {
        Run run = Run.of("verify", audit, "--key", audit.resolve("key.pub"));

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("The given key lies in the journal's own folder");
    }

    @Test
    void aChangedLineIsNamedAndIsStatusOne() throws IOException {
        Files.writeString(segment(), Files.readString(segment()).replace("too much", "too nice"));

        Run run = Run.of("verify", audit);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains(": NOT INTACT\n")
                .contains("where      line 12 of segment-00000000000000000000.jsonl\n")
                .contains("why        it does not follow from the line before, of which something was changed\n")
                .contains("lines      10 before that, numbered 0 to 9\n");
        assertThat(Run.of("verify", "--json", audit).out())
                .startsWith("{\"command\":\"verify\",\"status\":1,")
                .contains("\"intact\":false,\"flaw\":{\"file\":\"segment-00000000000000000000.jsonl\",\"line\":12,");
    }

    @Test
    void anotherKeyAndAnotherRootAreStatusOne() throws IOException {
        Path other = Files.writeString(
                temp.resolve("other.pub"), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n");

        assertThat(Run.of("verify", audit, "--key", other))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                .satisfies(run -> assertThat(run.out())
                        .contains("checkpoint")
                        .contains("it is not signed with the key PeterNeumann+c74f20a3"));
        assertThat(Run.of("verify", audit, "--seen", "5:AAAAAAAAAAAAAAAA"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1))
                .satisfies(run -> assertThat(run.out()).contains("the root over the first 5 lines is"));
        assertThat(Run.of("verify", audit, "--seen", "500:AAAAAAAAAAAAAAAA").out())
                .contains("its end is gone");
    }

    @Test
    void aFolderThatHoldsNoJournalIsStatusTwoAndSaysWhereOneIs() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));

        assertThat(Run.of("verify", temp.resolve("nowhere")))
                .isEqualTo(new Run(
                        2,
                        "",
                        temp.resolve("nowhere")
                                + ": there is no such folder. Name the folder that the journal's files are in.\n"));
        assertThat(Run.of("verify", empty).err())
                .isEqualTo("There is no journal in " + empty + ": it has no file segment-<number>.jsonl.\n");
        assertThat(Run.of("verify", temp).err()).contains("There are journals in " + audit + ".");
        assertThat(Run.of("verify", segment()).err())
                .contains("is a file: name the folder that the journal's files are in, which is " + audit + ".");
    }

    @Test
    void aKeyThatIsNoneIsStatusTwo() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "PRIVATE+KEY+a+12345678+c2VjcmV0\n");
        Path text = Files.writeString(temp.resolve("text"), "hello\n");

        assertThat(Run.of("verify", audit, "--key", temp.resolve("nowhere")))
                .isEqualTo(new Run(2, "", temp.resolve("nowhere") + ": there is no such file.\n"));
        assertThat(Run.of("verify", audit, "--key", text).err())
                .isEqualTo(text + " holds no key: \"hello\" is no verifier key; one reads name+hash+key, such as the"
                        + " journal's key.pub.\n");
        assertThat(Run.of("verify", audit, "--key", secret).err())
                .contains("holds the key that signs")
                .contains("give the key that checks")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void whatWasSeenHasItsForm() {
        Run run = Run.of("verify", audit, "--seen", "1042", "--json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("--seen")
                .contains("\"1042\" is not SIZE:ROOT, such as 1042:Tz9xQ0c2lK8mN3pR")
                .contains("Try: approvals verify --help");
        assertThat(run.out()).startsWith("{\"command\":\"verify\",\"status\":2,\"error\":\"Invalid value");
    }

    @Test
    void aFileThatCannotBeReadIsStatusTwo() throws IOException {
        Path unreadable = Files.createDirectory(audit.resolve("segment-00000000000000000014.jsonl"));

        Run run = Run.of("verify", audit);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(unreadable.toString()).doesNotContain("Exception");
    }

    @Test
    void halfALineAtTheEndIsNamed() throws IOException {
        String whole = Files.readString(segment());
        Files.writeString(segment(), whole.substring(0, whole.length() - 40));

        Run run = Run.of("verify", audit);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsAnyOf("half a line", "its end is gone");
    }

    @Test
    void whatTheJournalsFilesSayCannotMoveTheCursor() throws IOException {
        Path checkpoint = audit.resolve("checkpoint");
        Files.writeString(
                checkpoint, Files.readString(checkpoint).replaceFirst("example.com", "\u009b2J\u202eexample.com"));

        Run run = Run.onTerminal("verify", audit, "--seen", "5:AAAAAAAAAAAAAAAA");

        assertThat(run.out()).doesNotContain("\u009b").doesNotContain("\u202e");
        assertThat(run.out()).contains("\u001b[1;31mNOT INTACT\u001b[0m");
    }
}
