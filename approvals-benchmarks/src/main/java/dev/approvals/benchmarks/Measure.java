package dev.approvals.benchmarks;

import java.util.Locale;

/**
 * One number that a benchmark yields.
 *
 * @param benchmark the benchmark's method, as {@code Class.method}
 * @param result the name of the secondary result that holds it
 * @param unit what it is counted in
 */
record Measure(String benchmark, String result, Unit unit) {

    /** The CPU time of one call. */
    static Measure cpu(String benchmark) {
        return new Measure(benchmark, ProcessCpu.RESULT, Unit.TIME);
    }

    /** What a number is counted in. */
    enum Unit {
        /** Nanoseconds. */
        TIME,
        /** Bytes. */
        SIZE;

        /** A number in words, in the unit that a person would choose. */
        String words(double value) {
            if (this == SIZE) {
                return text("%,.0f B", value);
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
