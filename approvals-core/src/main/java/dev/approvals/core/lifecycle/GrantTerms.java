package dev.approvals.core.lifecycle;

import dev.approvals.call.Requester;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a grant is worth: an approval that covers further calls. It never changes.
 *
 * @param id the grant
 * @param requester whose calls it covers
 * @param given by whom and by which plan
 * @param scope which calls it covers
 * @param epoch the store's epoch when it was given
 */
public record GrantTerms(String id, Requester requester, Given given, Scope scope, long epoch) {

    /**
     * How a grant was given.
     *
     * @param requestId the request whose approval it is
     * @param plan who was asked
     * @param level the level at which it was given
     * @param votes who gave it
     * @param at when
     */
    public record Given(String requestId, ReviewPlan plan, int level, List<Vote> votes, Instant at) {
        /** Checks the components. */
        public Given {
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(plan, "plan");
            votes = List.copyOf(votes);
            Objects.requireNonNull(at, "at");
        }
    }

    /** Checks the components. */
    public GrantTerms {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(given, "given");
        Objects.requireNonNull(scope, "scope");
    }

    /**
     * The grant that an approval gives.
     *
     * @param id the grant's id
     * @param request the request's terms
     * @param approved the request once approved, with a scope
     * @return the terms
     * @throws IllegalArgumentException if that approval covers its own call only
     */
    public static GrantTerms of(String id, Terms request, RequestState approved) {
        Scope scope = approved.scope()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Request " + request.requestId() + " was approved for one call only"));
        Instant at = approved.useBy().orElseThrow().minus(request.useWithin());
        Given given = new Given(request.requestId(), request.plan(), approved.level(), approved.votes(), at);
        return new GrantTerms(id, request.requester(), given, scope, request.epoch());
    }

    /** {@return when the grant ends unless it is used or ended before} */
    public Instant until() {
        return given.at().plus(scope.lasts());
    }

    Level level() {
        return given.plan().levels().get(given.level());
    }
}
