package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProgramTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
    }

    /** Takes some bytes, then fails. */
    private static final class Full extends OutputStream {

        private final String why;

        Full(String why) {
            this.why = why;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(why);
        }
    }

    private static Terminal terminal(OutputStream out, OutputStream err) {
        return new Terminal(
                new Printer(out, false, false),
                new Printer(err, false, false),
                Clock.systemUTC(),
                System::nanoTime,
                () -> true);
    }

    @Test
    void everyCommandHasHelpWithExamplesAndTellsJson() {
        CommandLine line =
                new Program(terminal(new ByteArrayOutputStream(), new ByteArrayOutputStream())).commandLine();

        assertThat(line.getSubcommands().keySet()).allSatisfy(command -> {
            Run help = Run.of(command, "--help");
            assertThat(help.status()).isZero();
            assertThat(help.out())
                    .contains("Usage: approvals " + command)
                    .contains("--json")
                    .contains("Examples:\n");
        });
    }

    @Test
    void helpNamesTheExitStatusesAndTheVersionIsTold() {
        assertThat(Run.of("--help").out()).contains("Exit status:").contains("0   nothing wrong was found");
        assertThat(Run.of("--version").out()).startsWith("approvals ");
        assertThat(Run.of()).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("Usage: approvals");
        });
    }

    @Test
    void whatIsNotUnderstoodIsNamedWithWhatItMayMean() {
        assertThat(Run.of("verifi"))
                .isEqualTo(
                        new Run(2, "", "Not understood: verifi. Did you mean verify, prove?\nTry: approvals --help\n"));
        assertThat(Run.of("verify").err()).contains("Missing required parameter: 'DIR'");
        assertThat(Run.of("show", audit, "--tol", "x").err()).contains("--tol").contains("Try: approvals show --help");
        assertThat(Run.of("verify", "\u001b[2J").err()).contains("\\u{1B}[2J").doesNotContain("\u001b");
    }

    @Test
    void aFolderWhereAFileIsWantedIsCalledOne() {
        assertThat(List.of(
                        Run.of("verify", audit, "--key", temp),
                        Run.of("check-proof", temp),
                        Run.of("prove", audit, 5, "-o", temp),
                        Run.of("export", audit, "--format", "csv", "-o", temp)))
                .containsOnly(new Run(2, "", temp + " is a folder: name a file.\n"));
        assertThat(Run.of("show", "").err()).startsWith("The folder's name is empty");
    }

    @Test
    void anErrorInJsonIsOneObject() {
        Run run = Run.of("verify", temp.resolve("nowhere"), "--json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out())
                .startsWith("{\"command\":\"verify\",\"status\":2,\"error\":\"")
                .endsWith("\"}\n");
    }

    @Test
    void aReaderThatHasSeenEnoughEndsItQuietly() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status = new Program(terminal(new Full("Broken pipe"), err)).run("show", audit.toString(), "-f");

        assertThat(status).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsSaid() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int status =
                new Program(terminal(new Full("No space left on device"), err)).run("show", audit.toString(), "-f");

        assertThat(status).isEqualTo(2);
        assertThat(err).hasToString("The output could not be written: No space left on device.\n");
    }

    @Test
    void shellsCompleteCommandsAndOptions() {
        Run bash = Run.of("completion", "bash");

        assertThat(bash.status()).isZero();
        assertThat(bash.out())
                .contains("complete -F _complete_approvals")
                .contains("check-proof")
                .contains("--grown-from");
        assertThat(Run.of("completion", "zsh").out()).contains("bashcompinit");
        assertThat(Run.of("completion", "fish").status()).isEqualTo(2);
    }

    @Test
    void theProgressIsShownWhereSomebodyWaits() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long[] nanos = {0};
        Terminal slow = new Terminal(
                new Printer(new ByteArrayOutputStream(), false, false),
                new Printer(err, true, true),
                Clock.systemUTC(),
                () -> nanos[0] += 1_000_000_000L,
                () -> false);

        assertThat(new Program(slow).run("verify", audit.toString())).isZero();
        assertThat(err.toString()).startsWith("\r\u001b[K\u001b[?7l[#").endsWith("\r\u001b[K");
        assertThat(Run.of("verify", audit).err()).isEmpty();
        assertThat(ProgressBar.bar(1_500_000_000L, 3_000_000_000L, 12_000_000_000L))
                .isEqualTo("[############............]  50 %  1,500 of 3,000 MB  12 s left");
    }
}
