package dev.approvals.examples.snapshot;

import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.review.Approver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An agent exports customer data, uploads the file and mails "all good", with a person in between: on a terminal it is
 * you, in the browser, without one a script.
 */
public final class SnapshotExample {

    private SnapshotExample() {}

    /**
     * Runs the example and ends the program: status 0 if all went as it should, 1 if something ran that nobody
     * approved, 2 for a wrong command line.
     *
     * @param args {@code --help} says which
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /**
     * Runs the example.
     *
     * @param out where the story is told
     * @param err where complaints go
     * @param args as of {@link #main}
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        SnapshotOptions options;
        try {
            options = SnapshotOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            out.println(SnapshotOptions.HELP);
            return 0;
        }
        if (options.seat() == SnapshotOptions.Seat.CONSOLE && !ConsoleApprover.hasTerminal()) {
            err.println(
                    "--console needs a terminal, and the input or output of this program is redirected. Start it on a"
                            + " terminal, or let a script decide: --auto");
            return 2;
        }
        try {
            return tell(options, new Narrator(out));
        } catch (IOException | SQLException e) {
            err.println("The example cannot make its files: " + e.getMessage());
            return 2;
        }
    }

    private static int tell(SnapshotOptions options, Narrator narrator) throws IOException, SQLException {
        if (options.folder().isPresent()) {
            return tell(
                    options, narrator, Files.createDirectories(options.folder().get()));
        }
        Path folder = Files.createTempDirectory("approvals-snapshot-");
        try {
            return tell(options, narrator, folder);
        } finally {
            remove(folder);
        }
    }

    private static int tell(SnapshotOptions options, Narrator narrator, Path folder) throws IOException, SQLException {
        SnapshotOptions.Seat seat = ConsoleApprover.hasTerminal() ? options.seat() : SnapshotOptions.Seat.NOBODY;
        return switch (seat) {
            case NOBODY -> tell(narrator, folder, Optional.empty());
            case CONSOLE -> tell(narrator, folder, Optional.of(new ConsoleApprover(People.ALICE)));
            case INBOX -> {
                try (AliceAtHerInbox alice = new AliceAtHerInbox()) {
                    begin(narrator, folder, true);
                    alice.invite(narrator);
                    narrator.line("");
                    yield play(narrator, folder, alice.approver(), () -> AliceAtHerInbox.linger(narrator, System.in));
                }
            }
        };
    }

    /** Tells the whole story; the person decides, or else a script. */
    static int tell(Narrator narrator, Path folder, Optional<Approver> person) throws IOException, SQLException {
        begin(narrator, folder, person.isPresent());
        return play(narrator, folder, person.orElseGet(() -> new UnattendedReviewer(narrator)), () -> {});
    }

    /** Plays the story itself. */
    static int play(Narrator narrator, Path folder, Approver reviewer, Runnable atTheEnd)
            throws IOException, SQLException {
        try (Workspace workspace = Workspace.create(folder)) {
            Findings findings = new SnapshotRun(workspace, narrator, reviewer).run(atTheEnd);
            return findings.allHold() ? 0 : 1;
        }
    }

    private static void begin(Narrator narrator, Path folder, boolean attended) {
        narrator.text("Bob has a database assistant: a LangChain4j agent with a scripted model. What it reads, passes."
                + " What it exports or uploads waits for Alice, who answers for data protection, and never for Bob.");
        narrator.text("Database, bucket and mail are real files in " + folder + ".");
        narrator.text(
                attended
                        ? "You are Alice: the gate is set up for development and takes your word for it."
                        : "Alice is a script here; start this on a terminal, without --auto, to be her.");
        narrator.line("");
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.delete(file);
            }
        }
    }
}
