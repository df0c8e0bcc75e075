package dev.approvals.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param quick whether to run everything once and briefly, to see that it runs
 * @param rounds how often each benchmark runs, each time in a fork of its own
 * @param figures the figures to measure
 */
record Options(boolean quick, int rounds, List<Figure> figures) {

    private static final int ROUNDS = 5;

    static final String USAGE = "Usage: java -jar approvals-benchmarks.jar [--quick] [--rounds N] [--only NAME]...\n"
            + "  --quick      one fork and few iterations, to see that everything runs; its numbers mean nothing\n"
            + "  --rounds N   so many forks of each benchmark in place of 5\n"
            + "  --only NAME  only figures whose name begins so";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it is not understood; the message says how it is written
     */
    static Options parse(String... args) {
        boolean quick = false;
        int rounds = ROUNDS;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                quick = true;
            } else if (args[i].equals("--only") && i + 1 < args.length) {
                names.add(args[++i]);
            } else if (args[i].equals("--rounds") && i + 1 < args.length && args[i + 1].matches("[1-9][0-9]?")) {
                rounds = Integer.parseInt(args[++i]);
            } else {
                throw new IllegalArgumentException("Cannot make sense of " + args[i] + "\n" + USAGE);
            }
        }
        return new Options(quick, quick ? 1 : rounds, named(names));
    }

    private static List<Figure> named(List<String> names) {
        for (String name : names) {
            if (Figure.ALL.stream().noneMatch(figure -> figure.name().startsWith(name))) {
                throw new IllegalArgumentException("No figure is named " + name + "; there are:\n  "
                        + String.join(
                                "\n  ", Figure.ALL.stream().map(Figure::name).toList()));
            }
        }
        return Figure.ALL.stream()
                .filter(figure -> names.isEmpty() || names.stream().anyMatch(figure.name()::startsWith))
                .toList();
    }
}
