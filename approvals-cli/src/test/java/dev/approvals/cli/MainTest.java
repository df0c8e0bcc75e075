package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.Journal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real main class in processes of its own. */
class MainTest {

    @TempDir
    Path temp;

    private static Run run(Object... args) throws IOException, InterruptedException {
        return CommandLineProcess.run(CommandLineProcess.fromClasses(), args);
    }

    @Test
    void eachStatusIsTheProcesss() throws Exception {
        Path audit = SampleJournal.write(temp);

        assertThat(run("verify", audit)).isEqualTo(Run.of("verify", audit));
        assertThat(run("verify", temp.resolve("nowhere"))).isEqualTo(Run.of("verify", temp.resolve("nowhere")));
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("too much", "too nice"));
        assertThat(run("verify", audit))
                .isEqualTo(Run.of("verify", audit))
                .satisfies(run -> assertThat(run.status()).isEqualTo(1));
    }

    @Test
    void whatAnotherProcessWritesIsFollowed() throws Exception {
        Path audit = temp.resolve("audit");
        try (Journal journal = Journal.open(audit, SampleJournal.options())) {
            Process show = CommandLineProcess.of(
                            CommandLineProcess.fromClasses(), "show", audit, "-f", "--type", "action.started")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(show.getInputStream(), StandardCharsets.UTF_8))) {
                for (int call = 0; call < 3; call++) {
                    append(journal, "call-" + call);

                    assertThat(lines.readLine()).contains("action.started").contains("call-" + call);
                }
            } finally {
                show.destroyForcibly().waitFor();
            }
        }
    }

    private static void append(Journal journal, String call) {
        journal.append(SampleJournal.event(
                call, 1, AuditEventType.ACTION_STARTED, SampleJournal.NOW, Map.of("verdict", "ask")));
    }

    @Test
    void aReaderThatLeavesEndsItQuietly() throws Exception {
        Path audit = SampleJournal.write(temp);
        Path errors = temp.resolve("errors");
        Process show = CommandLineProcess.of(CommandLineProcess.fromClasses(), "show", audit, "-f")
                .redirectError(errors.toFile())
                .start();

        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(show.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).contains("log.opened");
        }
        // It finds out when it has something more to say.
        try (Journal journal = Journal.open(audit, SampleJournal.options())) {
            append(journal, "later");
        }

        assertThat(show.waitFor()).isZero();
        assertThat(errors).isEmptyFile();
    }
}
