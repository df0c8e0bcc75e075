package dev.approvals.examples.snapshot;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param help whether to say how it is used, and nothing else
 * @param seat where the reviewer sits
 * @param folder where to keep the files, or empty to remove them at the end
 */
record SnapshotOptions(boolean help, Seat seat, Optional<Path> folder) {

    /** Where the reviewer sits. */
    enum Seat {
        /** In the browser, at the inbox. */
        INBOX,
        /** At this terminal. */
        CONSOLE,
        /** Nowhere: a script decides. */
        NOBODY
    }

    static final String HELP = """
            An agent exports customer data, uploads the file and mails "all good"; a person stands in between.

              --console    decide on this terminal, in place of the inbox in the browser
              --auto       decide by a script; so it does where there is no terminal
              --dir DIR    keep database, exports, bucket and outbox in the empty folder DIR
                           (default: a temporary folder that is removed at the end)
              --help       this text

            Status 0: all went as it should; 1: something ran that nobody approved; 2: the command line is wrong.""";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it makes no sense; the message says what to mend
     */
    static SnapshotOptions parse(String... args) {
        SnapshotOptions options = new SnapshotOptions(false, Seat.INBOX, Optional.empty());
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            options = switch (option) {
                case "--help", "-h" -> new SnapshotOptions(true, options.seat(), options.folder());
                case "--auto" -> new SnapshotOptions(options.help(), Seat.NOBODY, options.folder());
                case "--console" -> new SnapshotOptions(options.help(), Seat.CONSOLE, options.folder());
                case "--dir" -> new SnapshotOptions(options.help(), options.seat(), Optional.of(folder(rest)));
                default ->
                    throw new IllegalArgumentException("There is no option \"" + option + "\". --help lists them");
            };
        }
        return options;
    }

    private static Path folder(Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("--dir needs a folder after it");
        }
        try {
            Path folder = Path.of(rest.next());
            if (Files.exists(folder) && !ExportFolder.filesIn(folder).isEmpty()) {
                throw new IllegalArgumentException("--dir: " + folder + " is not empty. Name a new or an empty folder");
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--dir: \"" + e.getInput() + "\" is no path: " + e.getReason(), e);
        }
    }
}
