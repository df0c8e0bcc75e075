package dev.approvals.review;

import java.time.Instant;
import java.util.Objects;

/**
 * A decision that counted.
 *
 * @param decision the decision
 * @param person the id of the person behind the reviewer's account
 * @param at when it counted, by the store's clock
 */
public record Vote(Decision decision, String person, Instant at) {

    /** Checks the components. */
    public Vote {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(at, "at");
    }
}
