package dev.approvals.review;

import java.time.Instant;
import java.util.Objects;

/**
 * A review that is owed because somebody broke the glass: approved alone and against the plan, in an emergency.
 *
 * @param requestId the request
 * @param person the id of the person who broke the glass; somebody else reviews it
 * @param reason their words
 * @param at when, by the store's clock
 */
public record OwedReview(String requestId, String person, String reason, Instant at) {

    /** Checks the components. */
    public OwedReview {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }
}
