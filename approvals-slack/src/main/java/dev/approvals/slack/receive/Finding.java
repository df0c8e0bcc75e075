package dev.approvals.slack.receive;

/** What a look at a request's signature found. Anything but {@link #SIGNED} is refused. */
public enum Finding {
    /** Slack signed exactly these bytes, just now. */
    SIGNED,
    /** A header is not there. */
    MISSING,
    /** A header is there more than once. */
    REPEATED,
    /** A header is not written as Slack writes it. */
    MALFORMED,
    /** The time stamp is too old: a replay. */
    TOO_OLD,
    /** The time stamp lies too far in the future: a replay kept for later, or a clock that is wrong. */
    TOO_NEW,
    /** The signature is not that of these bytes. */
    FORGED
}
