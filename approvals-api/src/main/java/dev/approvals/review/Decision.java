package dev.approvals.review;

import dev.approvals.policy.Scope;
import java.util.Objects;
import java.util.Optional;

/**
 * One person's vote about one request, one round and one digest. Made by {@link ApprovalRequest}, so that nobody copies
 * those by hand.
 *
 * @param requestId the request
 * @param round the round
 * @param digest the digest of the call that was shown
 * @param kind approve, deny, escalate, or break the glass
 * @param reviewer who decides
 * @param comment the reviewer's words, or empty
 * @param scope which further calls an approval covers; empty for none
 */
public record Decision(
        String requestId, int round, String digest, Kind kind, Reviewer reviewer, String comment, Optional<Scope> scope)
        implements Answer {

    /** What a decision says. */
    public enum Kind {
        /** The call may run. */
        APPROVE,
        /** The call must not run. */
        DENY,
        /** Somebody higher should decide. */
        ESCALATE,
        /** The call may run at once, by one person alone, in an emergency; a review is owed. */
        BREAK_GLASS
    }

    /** The longest comment, in characters. */
    public static final int COMMENT_LIMIT = 3_000;

    /** Checks the components. */
    public Decision {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reviewer, "reviewer");
        if (comment.length() > COMMENT_LIMIT) {
            throw new IllegalArgumentException("A comment has at most " + COMMENT_LIMIT + " characters; this one has "
                    + comment.length() + ". Shorten it");
        }
        if (scope.isPresent() && kind != Kind.APPROVE) {
            throw new IllegalArgumentException("Only an approval covers further calls; this is " + kind);
        }
    }

    /**
     * A decision about one call only.
     *
     * @param requestId the request
     * @param round the round
     * @param digest the digest of the call that was shown
     * @param kind what it says
     * @param reviewer who decides
     * @param comment the reviewer's words, or empty
     */
    public Decision(String requestId, int round, String digest, Kind kind, Reviewer reviewer, String comment) {
        this(requestId, round, digest, kind, reviewer, comment, Optional.empty());
    }

    /**
     * Lets this approval cover further calls.
     *
     * @param wider which
     * @return a copy
     * @throws IllegalArgumentException if this is no approval
     */
    public Decision covering(Scope wider) {
        return new Decision(requestId, round, digest, kind, reviewer, comment, Optional.of(wider));
    }
}
