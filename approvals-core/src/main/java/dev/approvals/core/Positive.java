package dev.approvals.core;

import java.time.Duration;

/** Limits that a builder is given, checked. */
final class Positive {

    private Positive() {}

    static Duration of(String what, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero; got " + limit);
        }
        return limit;
    }

    static int of(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " must be at least 1; got " + count);
        }
        return count;
    }
}
