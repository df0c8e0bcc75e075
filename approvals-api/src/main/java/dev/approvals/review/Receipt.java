package dev.approvals.review;

import dev.approvals.outcome.RefusalCode;
import java.util.Objects;
import java.util.Optional;

/**
 * The desk's answer to a decision, for the person who made it.
 *
 * @param requestId the request
 * @param status where the request stands now; ended for one that is not there
 * @param refusal why the decision did not count, or empty where it counted
 * @param message the answer in words
 */
public record Receipt(String requestId, RequestStatus status, Optional<RefusalCode> refusal, String message) {

    /** Checks the components. */
    public Receipt {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(refusal, "refusal");
        Objects.requireNonNull(message, "message");
    }

    /** {@return whether the decision counted, now or when it was first made} */
    public boolean counted() {
        return refusal.isEmpty();
    }
}
