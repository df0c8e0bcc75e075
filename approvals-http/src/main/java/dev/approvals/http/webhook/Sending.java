package dev.approvals.http.webhook;

import java.time.Duration;

/**
 * What became of one attempt.
 *
 * @param kind what follows from it
 * @param reason what was wrong, in words; empty where it was delivered
 * @param notBefore how long the receiver wants to be left alone
 */
record Sending(Kind kind, String reason, Duration notBefore) {

    enum Kind {
        DELIVERED,
        /** It may work later. */
        AGAIN,
        /** The receiver is there and wants no such message, ever. */
        GONE
    }

    static final Sending DELIVERED = new Sending(Kind.DELIVERED, "", Duration.ZERO);

    static Sending again(String reason) {
        return new Sending(Kind.AGAIN, reason, Duration.ZERO);
    }

    static Sending again(String reason, Duration notBefore) {
        return new Sending(Kind.AGAIN, reason, notBefore);
    }

    static Sending gone(String reason) {
        return new Sending(Kind.GONE, reason, Duration.ZERO);
    }
}
