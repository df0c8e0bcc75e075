package dev.approvals.examples.snapshot;

import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.review.Approver;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;

/**
 * An agent exports customer data, uploads the file and mails "all good", with a person in between: on a terminal it is
 * you, in the browser, without one a script.
 */
public final class SnapshotExample {

    private static final String YOU = "You are Alice: the gate is set up for development and takes your word for it.";

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
        Narrator narrator = new Narrator(out);
        return SnapshotStory.in(options.folder(), narrator, err, story -> tell(story, options, narrator));
    }

    private static int tell(SnapshotStory story, SnapshotOptions options, Narrator narrator)
            throws IOException, SQLException {
        SnapshotOptions.Seat seat = ConsoleApprover.hasTerminal() ? options.seat() : SnapshotOptions.Seat.NOBODY;
        return switch (seat) {
            case NOBODY -> {
                story.begin("Alice is a script here; start this on a terminal, without --auto, to be her.");
                yield story.play(new UnattendedReviewer(narrator), () -> {});
            }
            case CONSOLE -> attended(story, new ConsoleApprover(People.ALICE));
            case INBOX -> {
                try (AliceAtHerInbox alice = new AliceAtHerInbox()) {
                    story.begin(YOU);
                    alice.invite(narrator);
                    narrator.line("");
                    yield story.play(alice.approver(), () -> AliceAtHerInbox.linger(narrator, System.in));
                }
            }
        };
    }

    /** Tells the whole story to somebody who decides. */
    static int attended(SnapshotStory story, Approver person) throws IOException, SQLException {
        story.begin(YOU);
        return story.play(person, () -> {});
    }
}
