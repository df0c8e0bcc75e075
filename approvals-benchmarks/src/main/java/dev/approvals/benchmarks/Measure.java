package dev.approvals.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.results.IterationResult;

/**
 * One number that a benchmark yields.
 *
 * @param benchmark the benchmark's method, as {@code Class.method}
 * @param result the name of the secondary result that holds it, or empty for the benchmark's own
 * @param unit what it is counted in
 */
record Measure(String benchmark, String result, Unit unit) {

    /** The CPU time of one call. */
    static Measure cpu(String benchmark) {
        return new Measure(benchmark, ProcessCpu.RESULT, Unit.TIME);
    }

    /** The time by the clock of one call, where most of it is spent in another process. */
    static Measure time(String benchmark) {
        return new Measure(benchmark, "", Unit.TIME);
    }

    /** Finds the number in what an iteration gave. */
    double of(IterationResult iteration) {
        return result.isEmpty()
                ? iteration.getPrimaryResult().getScore()
                : iteration.getSecondaryResults().get(result).getScore();
    }

    /** What a number is counted in. */
    enum Unit {
        /** Nanoseconds. */
        TIME,
        /** Bytes. */
        SIZE,
        /** How many. */
        COUNT;

        /** A number in words, in the unit that a person would choose. */
        String words(double value) {
            if (this != TIME) {
                return this == SIZE ? text("%,.0f B", value) : text("%,.1f", value);
            }
            if (value < 10_000) {
                return text("%,.1f ns", value);
            }
            return value < 10_000_000 ? text("%,.1f µs", value / 1e3) : text("%,.1f ms", value / 1e6);
        }

        private static String text(String format, double value) {
            return String.format(Locale.ROOT, format, value);
        }
    }
}
