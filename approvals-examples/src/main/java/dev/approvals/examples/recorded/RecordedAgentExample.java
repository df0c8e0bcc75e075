package dev.approvals.examples.recorded;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replays what an agent was recorded to do, through Java tools behind the gate: reads pass, writes are asked, unknown
 * tools are denied, and the reviewer approves just what the trace lists as correct.
 */
public final class RecordedAgentExample {

    private static final Path AIRLINE = Path.of("..", "shared", "traces", "airline-gpt-4o.json");

    private RecordedAgentExample() {}

    /**
     * Runs the example and ends the program: status 0 if no wrong write was executed, 1 if one was, 2 for wrong input.
     *
     * @param args {@code --help} says which
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /**
     * Runs the example.
     *
     * @param out where the report goes
     * @param err where complaints go
     * @param args as of {@link #main}
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        try {
            ReplayOptions options = ReplayOptions.parse(args);
            if (options.help()) {
                out.println(ReplayOptions.HELP);
                return 0;
            }
            Trace trace = options.trace().isPresent()
                    ? TraceReader.read(options.trace().get())
                    : standard();
            return replay(out, trace, options.catalogue());
        } catch (BadInputException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static int replay(PrintStream out, Trace trace, Catalogue catalogue) {
        out.printf("%s: %d runs, %d tool calls%n", trace.name(), trace.runs().size(), trace.calls());
        out.println("Reads pass, writes are asked; the reviewer approves just what the trace lists as correct.");
        out.println();
        Report report = new Replay(trace, catalogue, new CorrectCallsReviewer(trace)).run();
        report.print(out);
        return report.wrongWritesExecuted() == 0 ? 0 : 1;
    }

    private static Trace standard() throws BadInputException {
        return Files.isRegularFile(AIRLINE) ? TraceReader.read(AIRLINE) : TraceReader.builtIn();
    }
}
