package dev.approvals.examples;

import dev.approvals.examples.fiveminutes.FiveMinutes;
import dev.approvals.examples.nodes.TwoNodesExample;
import dev.approvals.examples.recorded.RecordedAgentExample;
import dev.approvals.examples.slack.SlackExample;
import dev.approvals.examples.snapshot.SnapshotExample;
import java.io.PrintStream;
import java.util.Arrays;

/** Starts the example that the first argument names; without a name, the snapshot. */
public final class Main {

    private static final String HELP = """
            java -jar approvals-examples.jar [EXAMPLE] [OPTION...]

              snapshot        an agent exports customer data and uploads it, a person in between (the default)
              slack           the same, with the person in Slack: yours, or one on this machine
              two-nodes       the agent's process dies while its call waits for a person
              recorded-agent  what a recorded agent did, done again behind the gate
              five-minutes    the code of the README

            EXAMPLE --help says which options it has.""";

    private Main() {}

    /**
     * Runs an example and ends the program with its status; 2 where there is no such example.
     *
     * @param args the example's name, or nothing, then its options
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /**
     * Runs an example.
     *
     * @param out where it tells
     * @param err where complaints go
     * @param args as of {@link #main}
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        boolean named = args.length > 0 && !args[0].startsWith("-");
        String[] options = named ? Arrays.copyOfRange(args, 1, args.length) : args;
        String example = named ? args[0] : "snapshot";
        if (!named && options.length == 1 && (options[0].equals("--help") || options[0].equals("-h"))) {
            out.println(HELP);
            return 0;
        }
        return switch (example) {
            case "snapshot" -> SnapshotExample.run(out, err, options);
            case "slack" -> SlackExample.run(out, err, options);
            case "two-nodes" -> TwoNodesExample.run(out, err, options);
            case "recorded-agent" -> RecordedAgentExample.run(out, err, options);
            case "five-minutes" -> FiveMinutes.run(out, err, options);
            default -> {
                err.println("There is no example \"" + example + "\".\n\n" + HELP);
                yield 2;
            }
        };
    }
}
