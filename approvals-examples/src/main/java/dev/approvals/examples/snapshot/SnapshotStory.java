package dev.approvals.examples.snapshot;

import dev.approvals.call.Principal;
import dev.approvals.review.Approver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Bob's chat with his assistant, on real files in a folder, with Alice in between wherever she is asked. */
public final class SnapshotStory {

    /** Alice's account, who answers for data protection. */
    public static final Principal ALICE = People.ALICE.account();

    /** Bob's account, on whose behalf the agent works. */
    public static final Principal BOB = People.BOB;

    private final Narrator narrator;
    private final Path folder;

    SnapshotStory(Narrator narrator, Path folder) {
        this.narrator = narrator;
        this.folder = folder;
    }

    /** Somebody who tells it. */
    public interface Telling {
        /**
         * Tells it.
         *
         * @param story the story, in its folder
         * @return the exit status
         * @throws IOException if a file cannot be made
         * @throws SQLException if the database cannot be made
         */
        int tell(SnapshotStory story) throws IOException, SQLException;
    }

    /**
     * Has it told.
     *
     * @param folder where its files are kept; empty for a temporary folder
     * @param narrator the narrator
     * @param err where it complains if its files cannot be made
     * @param telling who tells it
     * @return the exit status; 2 if its files cannot be made
     */
    public static int in(Optional<Path> folder, Narrator narrator, PrintStream err, Telling telling) {
        try {
            return folder.isPresent()
                    ? telling.tell(new SnapshotStory(narrator, Files.createDirectories(folder.get())))
                    : inTemporaryFolder(narrator, telling);
        } catch (IOException | SQLException e) {
            err.println("The example cannot make its files: " + e.getMessage());
            return 2;
        }
    }

    private static int inTemporaryFolder(Narrator narrator, Telling telling) throws IOException, SQLException {
        Path temporary = Files.createTempDirectory("approvals-snapshot-");
        try {
            return telling.tell(new SnapshotStory(narrator, temporary));
        } finally {
            remove(temporary);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.delete(file);
            }
        }
    }

    /**
     * Says what it is about.
     *
     * @param whoIsAlice who she is this time
     */
    public void begin(String whoIsAlice) {
        narrator.text("Bob has a database assistant: a LangChain4j agent with a scripted model. What it reads, passes."
                + " What it exports or uploads waits for Alice, who answers for data protection, and never for Bob.");
        narrator.text("Database, bucket and mail are real files in " + folder + ".");
        narrator.text(whoIsAlice);
        narrator.line("");
    }

    /**
     * Plays it.
     *
     * @param alice how she is asked
     * @param atTheEnd done when all is told, while the gate is still there
     * @return 0, or 1 if something ran that nobody approved
     * @throws IOException if a file cannot be made
     * @throws SQLException if the database cannot be made
     */
    public int play(Approver alice, Runnable atTheEnd) throws IOException, SQLException {
        try (Workspace workspace = Workspace.create(folder)) {
            Findings findings = new SnapshotRun(workspace, narrator, alice).run(atTheEnd);
            return findings.allHold() ? 0 : 1;
        }
    }
}
