package dev.approvals.review;

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
}
