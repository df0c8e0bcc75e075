package dev.approvals.review;

import java.util.Objects;

/**
 * A request that a channel has put before its reviewers; their decisions come later, to the desk.
 *
 * @param reference what the channel finds its message by again
 * @param cardDigest the digest of what is shown, or empty where the channel shows nothing itself
 * @param whole whether the whole payload is shown; an approval through a partial view does not count
 */
public record Delivery(String reference, String cardDigest, boolean whole) implements Answer {

    /** Checks the components. */
    public Delivery {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(cardDigest, "cardDigest");
    }

    /**
     * A delivery that shows the whole request.
     *
     * @param reference what the channel finds its message by again
     * @return the delivery
     */
    public static Delivery whole(String reference) {
        return new Delivery(reference, "", true);
    }

    /**
     * A delivery that shows less than the whole payload.
     *
     * @param reference what the channel finds its message by again
     * @return the delivery
     */
    public static Delivery partial(String reference) {
        return new Delivery(reference, "", false);
    }
}
