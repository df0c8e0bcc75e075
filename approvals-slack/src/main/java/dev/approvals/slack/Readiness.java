package dev.approvals.slack;

import java.io.IOException;

/**
 * Whether cards may be posted: only once Slack has said that the app may do what it must, and clicks on them are heard. A
 * card that nobody could decide on would keep its request from being refused with no channel. Thread-safe.
 */
final class Readiness {

    private volatile String hindrance;

    private Readiness(String hindrance) {
        this.hindrance = hindrance;
    }

    /** Slack has not been asked yet. */
    static Readiness unknown() {
        return new Readiness("Slack has not said yet that the app is ready");
    }

    /** Nothing is in the way. */
    static Readiness given() {
        return new Readiness("");
    }

    void ready() {
        hindrance = "";
    }

    /** Somebody has to mend something first. */
    void hindered(String why) {
        hindrance = why;
    }

    void require() throws IOException {
        String now = hindrance;
        if (!now.isEmpty()) {
            throw new IOException("Nothing is posted in Slack: " + now);
        }
    }
}
