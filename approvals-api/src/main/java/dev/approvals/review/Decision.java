package dev.approvals.review;

import java.util.Objects;

/**
 * One person's vote about one request, one round and one digest. Made by {@link ApprovalRequest}, so that nobody copies
 * those by hand.
 *
 * @param requestId the request
 * @param round the round
 * @param digest the digest of the call that was shown
 * @param kind approve, deny or escalate
 * @param reviewer who decides
 * @param comment the reviewer's words, or empty
 */
public record Decision(String requestId, int round, String digest, Kind kind, Reviewer reviewer, String comment)
        implements Answer {

    /** What a decision says. */
    public enum Kind {
        /** The call may run. */
        APPROVE,
        /** The call must not run. */
        DENY,
        /** Somebody higher should decide. */
        ESCALATE
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
    }
}
