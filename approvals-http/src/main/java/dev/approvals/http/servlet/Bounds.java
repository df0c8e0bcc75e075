package dev.approvals.http.servlet;

import java.time.Duration;

/**
 * How large and how slow requests and their readers may be.
 *
 * @param bodyBytes how long a body may be
 * @param readWithin how long the whole body may take to arrive
 * @param writeWithin how long an answer that is whole may take to be read
 */
public record Bounds(int bodyBytes, Duration readWithin, Duration writeWithin) {

    /** 64 KiB within 10 seconds, answers within a minute. */
    public static final Bounds USUAL = new Bounds(64 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(1));

    /** Checks the components. */
    public Bounds {
        if (bodyBytes < 1 || readWithin.toMillis() < 1 || writeWithin.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "Bounds are larger than zero; got " + bodyBytes + ", " + readWithin + ", " + writeWithin);
        }
    }

    /**
     * Sets how long a body may be.
     *
     * @param bytes at least 1
     * @return a copy
     */
    public Bounds bodyBytes(int bytes) {
        return new Bounds(bytes, readWithin, writeWithin);
    }

    /**
     * Sets how long the whole body may take to arrive.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public Bounds readWithin(Duration limit) {
        return new Bounds(bodyBytes, limit, writeWithin);
    }

    /**
     * Sets how long an answer that is whole may take to be read.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public Bounds writeWithin(Duration limit) {
        return new Bounds(bodyBytes, readWithin, limit);
    }
}
