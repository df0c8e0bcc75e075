package dev.approvals.slack.receive;

import java.time.Duration;

/**
 * How often a connection is looked at, and mended.
 *
 * @param look how much time lies between two looks
 * @param most the longest pause between two tries to connect, of which each is twice the one before
 */
record Pace(Duration look, Duration most) {

    /** A dead connection is seen within some 10 seconds; Slack hands out few addresses a minute. */
    static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofMinutes(1));

    /** {@return how long to wait after so many tries that led to nothing} */
    Duration pauseAfter(int tries) {
        Duration pause = look.multipliedBy(1L << Math.min(tries, 20));
        return pause.compareTo(most) < 0 ? pause : most;
    }
}
