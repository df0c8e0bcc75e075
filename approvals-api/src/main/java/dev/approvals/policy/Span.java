package dev.approvals.policy;

import java.time.Duration;

/** How long things may take: something, and nothing that no clock can tell any more. */
final class Span {
    /** A hundred years. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Span() {}

    /**
     * Checks a duration that may be zero.
     *
     * @param what what it is called, for the message
     */
    static void checkNotTooLong(String what, Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " must be at most " + LONGEST.toDays() + " days; got " + duration);
        }
    }

    /**
     * Checks a duration.
     *
     * @param what what it is called, for the message
     */
    static void check(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero; got " + duration);
        }
        checkNotTooLong(what, duration);
    }
}
