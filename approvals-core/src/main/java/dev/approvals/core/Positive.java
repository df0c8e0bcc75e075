package dev.approvals.core;

import java.time.Duration;
import java.util.Objects;

/** Limits and names that a builder is given, checked. */
final class Positive {

    /** A hundred years: what is longer, no clock can tell. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Positive() {}

    static Duration of(String what, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero; got " + limit);
        }
        if (limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be at most " + LONGEST.toDays() + " days; got " + limit);
        }
        return limit;
    }

    static int of(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be at least 1; got " + count);
        }
        return count;
    }

    static String name(String what, String name) {
        if (Objects.requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException(
                    "A " + what + " needs a name; got \"" + name + "\", which two deployments may have by mistake");
        }
        return name;
    }
}
