package dev.approvals.examples.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.examples.Main;
import dev.approvals.examples.Ran;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotExampleTest {

    private static final String FILE = "customers-sample.csv";

    @TempDir
    private Path folder;

    @Test
    void unattendedTheExportRunsAndTheUploadDoesNot() throws IOException {
        Ran ran = Ran.of(SnapshotExample::run, "--auto", "--dir", folder.toString());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(Files.readAllLines(folder.resolve("exports").resolve(FILE)))
                .hasSize(201)
                .startsWith("id,name,email,country");
        assertThat(folder.resolve("bucket")).isEmptyDirectory();
        assertThat(mail())
                .contains("Subject: Exported, but not uploaded")
                .contains("Not executed: upload: a reviewer denied it.");
        assertThat(ran.out())
                .containsSubsequence(
                        "called tables and is told: [\"customers\",\"invoices\"]",
                        "called count and is told: 4000",
                        "gate    holds export",
                        "what: Export 200 rows of customers",
                        "200 of 4000",
                        "columns with personal data: name, email",
                        "Alice   approves",
                        "called export and is told: Exported 200 rows",
                        "gate    holds upload",
                        "Bob     approves it himself",
                        "desk    refuses",
                        "(masked: only the tool sees it)",
                        "returned: Export 200 rows",
                        "Alice   denies",
                        "called upload and is told: Not executed: upload: a reviewer denied it. Do not retry.",
                        "called mail and is told: Mailed",
                        "approval.decided",
                        "APPROVE by local:alice: a small sample",
                        "action.completed",
                        "APPROVE by slack:T0SHOP:U7BOB: SELF_APPROVAL",
                        "DENY by local:alice")
                .contains("[ok]")
                .doesNotContain("[NO]")
                .doesNotContain(Workspace.TOKEN);
    }

    @Test
    void whatThePersonOnTheConsoleApprovesRuns() throws Exception {
        String told = decide("y fine\ny fine\n", 0);

        assertThat(folder.resolve("bucket").resolve(FILE))
                .hasSameBinaryContentAs(folder.resolve("exports").resolve(FILE));
        assertThat(mail()).contains("Subject: All good");
        assertThat(told).contains("You are Alice").doesNotContain(Workspace.TOKEN);
    }

    @Test
    void whatThePersonOnTheConsoleDeniesDoesNotRun() throws Exception {
        decide("n too much\n", 0);

        assertThat(folder.resolve("exports")).isEmptyDirectory();
        assertThat(folder.resolve("bucket")).isEmptyDirectory();
        assertThat(mail()).contains("Subject: Not exported");
    }

    @Test
    void withoutATerminalTheProgramRunsUnattendedAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");

        Process program = new ProcessBuilder(java("-Djava.io.tmpdir=" + temporary))
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.createFile(folder.resolve("in")).toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(Files.readString(err)).isEmpty();
        assertThat(program.exitValue()).isZero();
        assertThat(Files.readString(out))
                .contains("Alice is a script here", "[ok]")
                .doesNotContain("[NO]");
        assertThat(temporary.toFile().list((dir, name) -> name.startsWith("approvals-")))
                .isEmpty();
    }

    @Test
    void theConsoleIsRefusedWhereThereIsNoTerminal() {
        Path files = folder.resolve("files");

        assertThat(run("--console", "--dir", files.toString()))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "--console needs a terminal, and the input or output of this program is redirected. Start it on a"
                                + " terminal, or let a script decide: --auto\n"));
        assertThat(files).doesNotExist();
    }

    @Test
    void aWrongCommandLineIsNamedAndEndsWithStatus2() throws IOException {
        Files.createFile(folder.resolve("mine.txt"));

        assertThat(run("--atuo")).isEqualTo(new Ran(2, "", "There is no option \"--atuo\". --help lists them\n"));
        assertThat(run("--dir")).isEqualTo(new Ran(2, "", "--dir needs a folder after it\n"));
        assertThat(run("--auto", "--dir", folder.toString()).err())
                .isEqualTo("--dir: " + folder + " is not empty. Name a new or an empty folder\n");
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
        assertThat(run("--help").out()).contains("--auto", "--dir DIR", "Status 0");
    }

    private String decide(String answers, int status) throws IOException, SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, UTF_8);
        ConsoleApprover person =
                new ConsoleApprover(People.ALICE, new BufferedReader(new StringReader(answers)), printer);

        assertThat(SnapshotExample.attended(new SnapshotStory(new Narrator(printer), folder), person))
                .as(out.toString(UTF_8))
                .isEqualTo(status);
        return out.toString(UTF_8);
    }

    private String mail() throws IOException {
        File[] mails = folder.resolve("outbox").toFile().listFiles();
        assertThat(mails).hasSize(1);
        return Files.readString(mails[0].toPath());
    }

    private static List<String> java(String option) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        if (Runtime.version().feature() >= 24) {
            // The jar's manifest says so: SQLite's driver is native code.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }

    private static Ran run(String... args) {
        return Ran.of(SnapshotExample::run, args);
    }
}
