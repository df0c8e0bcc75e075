package dev.approvals.slack.identity;

import dev.approvals.review.Reviewer;

/** What came of the question who somebody in Slack is. */
public sealed interface Identification {

    /**
     * Somebody whose decisions the desk may judge.
     *
     * @param reviewer the reviewer
     */
    record Known(Reviewer reviewer) implements Identification {}

    /**
     * Somebody whose clicks do not count.
     *
     * @param why why, in words to that person
     */
    record Refused(String why) implements Identification {}
}
