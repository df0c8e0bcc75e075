package dev.approvals.review;

import dev.approvals.audit.AuditEvent;
import java.util.List;
import java.util.Optional;

/**
 * The reviewers' side: what is open, and where decisions go. Held by approvers and the host, not reachable from a gate
 * or a tool. Thread-safe.
 */
public interface ReviewDesk {

    /** {@return the requests that wait for votes, oldest first} */
    List<ApprovalRequest> pending();

    /**
     * Finds a request, open or ended.
     *
     * @param requestId its id
     * @return the request, or empty where it is not there or no longer kept
     */
    Optional<ApprovalRequest> find(String requestId);

    /**
     * Takes a decision. The same decision brought again gets the same answer.
     *
     * @param decision the decision
     * @return whether it counted, and where the request stands
     */
    Receipt decide(Decision decision);

    /**
     * Withdraws an approval that was not used yet.
     *
     * @param requestId the request
     * @param reviewer who withdraws: somebody who may decide at its level
     * @param reason why, in words
     * @return whether it was withdrawn, and where the request stands
     */
    Receipt withdraw(String requestId, Reviewer reviewer, String reason);

    /**
     * Lists requests.
     *
     * @param status where they stand
     * @param after the id to begin after; empty for the oldest
     * @param limit at most how many
     * @return the requests, oldest first
     */
    List<ApprovalRequest> list(RequestStatus status, String after, int limit);

    /**
     * Tells what happened to a request, as the store keeps it.
     *
     * @param requestId its id, or a grant's
     * @return its events in order; empty where it is not there or no longer kept
     */
    List<AuditEvent> history(String requestId);

    /** {@return the grants that still cover calls, oldest first} */
    List<Grant> grants();

    /**
     * Ends a grant.
     *
     * @param grantId the grant
     * @param reviewer who ends it: somebody who could have given it
     * @param reason why, in words
     * @return whether it was ended, and where it stands
     */
    Receipt revoke(String grantId, Reviewer reviewer, String reason);

    /** {@return the reviews that are owed because somebody broke the glass, oldest first} */
    List<OwedReview> owedReviews();

    /**
     * Records the review of a request for which somebody broke the glass.
     *
     * @param requestId the request
     * @param reviewer who reviewed it: somebody else than who broke the glass, who may decide at its level
     * @param findings what they found, in words; not blank
     * @return whether the review counts
     */
    Receipt review(String requestId, Reviewer reviewer, String findings);

    /**
     * Notes what became of a call whose end nobody knows, after a person looked. The call is not run again.
     *
     * @param requestId the request
     * @param reviewer who looked: somebody who may decide at its level
     * @param note what they found, in words; not blank
     * @return whether the note was taken
     */
    Receipt close(String requestId, Reviewer reviewer, String note);
}
