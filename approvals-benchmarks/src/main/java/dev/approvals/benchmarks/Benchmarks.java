package dev.approvals.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The command: measures ours and the peers in one run, prints one line for each figure, fails where one is short. */
public final class Benchmarks {

    private static final int SHORT = 1;
    private static final int MISUSED = 2;

    private Benchmarks() {}

    /**
     * Runs the command. The exit status is 0 where every figure is good enough, 1 where one is short, 2 where the command
     * line is not understood.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    /** Runs the command and gives its exit status. */
    static int run(PrintStream out, PrintStream err, String... args) {
        if (List.of(args).contains("--help")) {
            out.println(Options.USAGE);
            return 0;
        }
        try {
            return measured(Options.parse(args), out, err) ? 0 : SHORT;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSED;
        }
    }

    private static boolean measured(Options options, PrintStream out, PrintStream progress) {
        double load = Machine.load();
        long start = System.nanoTime();
        Medians medians = new Rounds(options, progress).measure();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Line> lines = options.figures().stream()
                .map(figure -> Line.of(figure, medians))
                .toList();
        out.println(Machine.describe());
        out.printf(
                Locale.ROOT,
                "%s, %d s, load %.1f before and %.1f after%n",
                options.quick()
                        ? "One short fork: these numbers mean nothing"
                        : "Medians of " + options.rounds() + " forks",
                took.toSeconds(),
                load,
                Machine.load());
        out.println();
        out.println(Line.head());
        lines.forEach(out::println);
        return lines.stream().allMatch(Line::ok);
    }
}
