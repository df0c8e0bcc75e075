package dev.approvals.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks round after round, each in a fork of its own. Rounds rather than all forks of one benchmark at once,
 * so that a busy minute of the machine meets ours and the peers alike.
 */
final class Rounds {

    /** The system property of forks that only show that all of it runs. */
    static final String QUICK = "approvals.benchmarks.quick";

    /** New JDKs warn of what JMH and SQLite's driver do, in the midst of the table. */
    private static final String[] QUIET = Runtime.version().feature() < 24
            ? new String[] {}
            : new String[] {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"};

    private static final TimeValue BLINK = TimeValue.milliseconds(50);
    private static final String FEW_REQUESTS = "500";
    private static final String FEW_VIEWERS = "20";
    private static final String FEW_CARDS = "80";

    private final Options options;
    private final PrintStream progress;

    Rounds(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Measures all that the figures need. */
    Medians measure() {
        Set<Measure> measures = new LinkedHashSet<>();
        options.figures()
                .forEach(figure -> Stream.concat(Stream.of(figure.ours()), figure.measuredBeside().stream())
                        .forEach(measures::add));
        List<String> benchmarks =
                measures.stream().map(Measure::benchmark).distinct().toList();
        Medians medians = new Medians();
        for (int round = 1; round <= options.rounds(); round++) {
            for (String benchmark : benchmarks) {
                progress.printf("round %d of %d: %s%n", round, options.rounds(), benchmark);
                RunResult result = run(benchmark);
                measures.stream()
                        .filter(measure -> measure.benchmark().equals(benchmark))
                        .forEach(measure -> medians.add(measure, value(result, measure)));
            }
        }
        return medians;
    }

    private RunResult run(String benchmark) {
        ChainedOptionsBuilder command = new OptionsBuilder()
                .include("\\." + benchmark.replace(".", "\\.") + "$")
                .forks(1)
                .shouldFailOnError(true)
                .addProfiler(ProcessCpu.class)
                .jvmArgsAppend(QUIET)
                .verbosity(VerboseMode.SILENT);
        if (options.quick()) {
            command.jvmArgsAppend(Stream.concat(Stream.of(QUIET), Stream.of("-D" + QUICK + "=true"))
                            .toArray(String[]::new))
                    .warmupIterations(1)
                    .warmupTime(BLINK)
                    .measurementIterations(1)
                    .measurementTime(BLINK)
                    .param(PendingCalls.REQUESTS, FEW_REQUESTS)
                    .param(ManyViewers.VIEWERS, FEW_VIEWERS)
                    .param(SlackCalls.CARDS, FEW_CARDS);
        }
        try {
            return new Runner(command.build()).runSingle();
        } catch (RunnerException e) {
            throw new IllegalStateException(
                    "Benchmark " + benchmark + " failed: " + e.getMessage()
                            + ". For its own output run it alone: java -cp"
                            + " 'target/approvals-benchmarks.jar:target/lib/*' org.openjdk.jmh.Main " + benchmark,
                    e);
        }
    }

    /** The median of the iterations, for the compiler or the collector may be at work in one of them. */
    private static double value(RunResult result, Measure measure) {
        return Medians.of(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(measure::of)
                .toList());
    }
}
