package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.export.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    @TempDir
    Path temp;

    private Path audit = Path.of("");

    @BeforeEach
    void write() throws IOException {
        audit = SampleJournal.write(temp);
    }

    @Test
    void everyFormatIsWrittenToAFileAndTheSameToStandardOutput() {
        assertThat(Arrays.stream(Format.values()).map(Format::id)).allSatisfy(format -> {
            Path file = temp.resolve(format);
            Run toFile = Run.of("export", audit, "--format", format, "-o", file);
            Run toOut = Run.of("export", audit, "--format", format);

            assertThat(toFile.status()).as(toFile.err()).isZero();
            assertThat(toFile.out()).contains(" written to " + file + " as " + format + ".\n");
            assertThat(toOut.status()).isZero();
            assertThat(file).isNotEmptyFile();
            if (!format.equals("oscal")) {
                assertThat(toOut.out()).isEqualTo(Files.readString(file));
            }
        });
    }

    @Test
    void theSameOptionsAsForShowChooseEvents() {
        assertThat(Run.of("export", audit, "--format", "csv", "--type", "approval.decided")
                        .out())
                .contains("too much,prod,ENFORCING")
                .doesNotContain("action.requested");
    }

    @Test
    void aFormatThatTakesAllEventsOfATimeSaysSo() {
        Path file = temp.resolve("assessment.json");

        assertThat(Run.of("export", audit, "--format", "oscal", "--tool", "export", "-o", file))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("OSCAL").contains("leave out"));
        assertThat(file).doesNotExist();
        assertThat(Run.of("export", audit, "--format", "oscal", "--from", "1d", "--key", temp.resolve("audit.pub"))
                        .status())
                .isZero();
    }

    @Test
    void anAssessmentOfAChangedJournalIsWrittenAndSaysSo() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("too much", "too nice"));
        Path file = temp.resolve("assessment.json");

        Run toFile = Run.of("export", audit, "--format", "oscal", "-o", file, "--json");
        Run toOut = Run.of("export", audit, "--format", "oscal");

        assertThat(toFile.status()).isEqualTo(1);
        assertThat(toFile.out()).startsWith("{\"command\":\"export\",\"status\":1,");
        assertThat(toFile.err()).startsWith("NOT INTACT: ");
        assertThat(file).content().contains("not-satisfied").doesNotContain("\"satisfied\"");
        assertThat(toOut.status()).isEqualTo(1);
        assertThat(toOut.out()).contains("not-satisfied");
    }

    @Test
    void hostileTextIsShownOnATerminal() {
        assertThat(Run.onTerminal("export", audit, "--format", "csv").out())
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void tilesAreWrittenIntoANewFolder() {
        Path folder = temp.resolve("tiles");

        Run run = Run.of("export", audit, "--format", "tiles", "-o", folder, "--json");

        assertThat(run.out())
                .isEqualTo("{\"command\":\"export\",\"status\":0,\"format\":\"tiles\",\"file\":\"" + folder
                        + "\",\"size\":14}\n");
        assertThat(folder.resolve("tile/entries/000.p/14")).isNotEmptyFile();
        assertThat(Run.of("export", audit, "--format", "tiles", "-o", folder).err())
                .contains(folder + " is there already");
        assertThat(Run.of("export", audit, "--format", "tiles").err()).contains("give the new folder");
        assertThat(Run.of("export", audit, "--format", "tiles", "--tool", "x", "-o", folder)
                        .err())
                .contains("Tiles are of one journal, and of all of it");
    }

    @Test
    void whatCannotBeExportedIsSaid() throws IOException {
        Path there = Files.writeString(temp.resolve("there"), "precious");

        assertThat(Run.of("export", audit, "--format", "xml"))
                .satisfies(run -> assertThat(run.status()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err())
                        .contains("\"xml\"")
                        .contains("csv")
                        .contains("tiles"));
        assertThat(Run.of("export", audit).err()).contains("--format");
        assertThat(Run.of("export", audit, "--format", "csv", "-o", there).err())
                .contains("is there already");
        assertThat(there).hasContent("precious");
        assertThat(Run.of("export", audit, "--format", "csv", "--json").err()).contains("give -o FILE");
        assertThat(Run.of("export", audit, "--format", "csv", "-o", temp.resolve("no/such/folder"))
                        .err())
                .contains("cannot be written: there is no such folder");
    }

    @Test
    void noHalfOfAFileIsLeft() throws IOException {
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("\"seq\":9,", "\"seq\":{,"));
        Path target = temp.resolve("half.csv");

        Run run = Run.of("export", audit, "--format", "csv", "-o", target);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Line 10 of");
        assertThat(target).doesNotExist();
    }
}
