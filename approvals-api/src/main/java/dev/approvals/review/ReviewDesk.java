package dev.approvals.review;

import dev.approvals.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The reviewers' side: what is open, and where decisions go. Held by approvers and the host, not reachable from a gate
 * or a tool. It knows only of what is of its gate's realm, whatever else the store holds. Thread-safe.
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
     * Lists requests.
     *
     * @param status where they stand
     * @param after the id to begin after; empty for the newest
     * @param limit at most how many
     * @return the requests, newest first
     */
    List<ApprovalRequest> newest(RequestStatus status, String after, int limit);

    /**
     * Tells what {@link #decide} would answer now. Nothing is changed and nothing recorded.
     *
     * @param decision the decision
     * @return whether it would count, and where the request stands
     */
    Receipt check(Decision decision);

    /**
     * Records that a person was shown a request through this approver: for channels whose message shows only that something
     * waits, or a part of it, and where each person opens the whole. From then on that person's approval counts here.
     *
     * @param requestId the request
     * @param round the round that was shown
     * @param reviewer who was shown it
     * @param view what they were shown
     * @return whether it is recorded; that it was recorded before is no fault
     */
    Receipt shown(String requestId, int round, Reviewer reviewer, Delivery view);

    /**
     * Lists what this approver has delivered of a request, in whatever round and by whatever node: what it finds its messages
     * by again after a restart, or on another node than the one that posted them.
     *
     * @param requestId the request
     * @return the deliveries, oldest first; empty where it delivered none, and where the request is no longer kept
     */
    List<Delivery> deliveries(String requestId);

    /**
     * Records that this approver has shown a request after all, which it could not when it was asked to; or that it has shown
     * it in more places. In place of what it delivered in this round before.
     *
     * @param requestId the request
     * @param round the round that was shown
     * @param delivery what was shown
     * @return whether it is recorded; it is not where the request has moved on, and what was shown then is to be taken back
     */
    Receipt deliver(String requestId, int round, Delivery delivery);

    /**
     * Asks to be told of changes to requests and grants, whoever made them. A hint: it may be lost, doubled or late.
     *
     * @param listener told the id of what changed; must not block
     * @return ends the watch when closed
     */
    Watch watch(Consumer<String> listener);

    /** {@return the time by which deadlines are kept} */
    Instant now();

    /** Ends a watch when closed. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** Ends the watch; does not throw. */
        @Override
        void close();
    }

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
