package dev.approvals.review;

import dev.approvals.call.Requester;
import dev.approvals.policy.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An approval that covers further calls, at one moment.
 *
 * @param id the grant's id
 * @param requestId the request whose approval it is
 * @param tool the tool's name
 * @param summary the call that was shown, in a line
 * @param requester whose calls it covers
 * @param scope which calls it covers
 * @param votes who gave it
 * @param usesLeft how many calls it still covers; none once it is over
 * @param until when it ends unless it is used before, by the store's clock
 */
public record Grant(
        String id,
        String requestId,
        String tool,
        String summary,
        Requester requester,
        Scope scope,
        List<Vote> votes,
        int usesLeft,
        Instant until) {

    /** Checks the components. */
    public Grant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(scope, "scope");
        votes = List.copyOf(votes);
        Objects.requireNonNull(until, "until");
    }
}
