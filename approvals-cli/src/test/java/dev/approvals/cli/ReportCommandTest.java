package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
    }

    @Test
    void thePageIsWrittenToAFile() {
        Path file = temp.resolve("report.html");

        Run run = Run.of("report", audit, "--key", temp.resolve("audit.pub"), "-o", file);

        assertThat(run).isEqualTo(new Run(0, "The report is in " + file + ".\n", ""));
        assertThat(file).content().startsWith("<!").contains("alice").endsWith("</html>\n");
    }

    @Test
    void everyFormGoesToStandardOutputToo() {
        for (String format : List.of("html", "json", "csv")) {
            Path file = temp.resolve("report." + format);
            Run.of("report", audit, "--format", format, "-o", file);

            assertThat(Run.of("report", audit, "--format", format))
                    .satisfies(run -> assertThat(run.status()).isZero())
                    .satisfies(run -> assertThat(file).hasContent(run.out()));
        }
        assertThat(Run.onTerminal("report", audit).err()).contains("A page is for a browser: give a file for it");
    }

    @Test
    void itIsAboutTheSpanOfTimeThatWasAskedFor() {
        String all = Run.of("report", audit, "--format", "csv").out();

        assertThat(Run.of("report", audit, "--format", "csv", "--until", "2026-01-05T09:00:08Z")
                        .out())
                .isNotEqualTo(all);
        assertThat(Run.of("report", audit, "--format", "csv", "--from", "soon").status())
                .isEqualTo(2);
    }

    @Test
    void aJournalThatWasChangedIsReportedOnAndIsStatusOne() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("too much", "too nice"));
        Path file = temp.resolve("report.html");

        Run run = Run.of("report", audit, "-o", file, "--json");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("{\"command\":\"report\",\"status\":1,\"format\":\"html\",\"file\":\"" + file
                        + "\",\"intact\":false}\n");
        assertThat(run.err()).contains("NOT INTACT");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aJournalWithoutALineProvesNothingAndIsStatusTwo() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.createFile(empty.resolve("segment-00000000000000000000.jsonl"));
        Path file = temp.resolve("empty.html");

        Run run = Run.of("report", empty, "-o", file, "--json");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).endsWith("\"intact\":false}\n");
        assertThat(run.err()).contains("EMPTY: ", "not one line");
        assertThat(file)
                .content()
                .contains("Something is not as it should be", "Nobody can say: there is not one line")
                .doesNotContain("No flaw was found");
        assertThat(Run.of("report", empty, "--format", "json").out()).contains("\"intact\" : false");
    }

    @Test
    void keysBelongToJournalsInTheirOrder() {
        Path key = temp.resolve("audit.pub");

        assertThat(Run.of("report", audit, audit, "--key", key, "--format", "csv")
                        .err())
                .contains("There are 2 journals and 1 keys");
        assertThat(Run.of("report", audit, audit, "--key", key, "--key", key, "--format", "csv")
                        .status())
                .isZero();
        assertThat(Run.of("report", audit, audit, "--seen", "5:AAAAAAAAAAAAAAAA", "--format", "csv")
                        .err())
                .contains("--seen is of one journal");
        assertThat(Run.of("report", audit, "--json").err()).contains("give -o FILE");
        assertThat(Run.of("report", temp.resolve("nowhere"), "--format", "csv").err())
                .contains("there is no such folder");
    }
}
