package dev.approvals.core.approver;

import dev.approvals.audit.AuditEvent;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Grant;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A desk that keeps the decisions brought to it, and answers that they came too late. */
final class RecordedDesk implements ReviewDesk {

    final List<Decision> decisions = new CopyOnWriteArrayList<>();
    volatile String fault = "";

    @Override
    public List<ApprovalRequest> pending() {
        return List.of();
    }

    @Override
    public Optional<ApprovalRequest> find(String requestId) {
        return Optional.empty();
    }

    @Override
    public Receipt decide(Decision decision) {
        if (!fault.isEmpty()) {
            throw new IllegalStateException(fault);
        }
        decisions.add(decision);
        return new Receipt(
                decision.requestId(),
                RequestStatus.ENDED,
                Optional.of(RefusalCode.ALREADY_DECIDED),
                "Too late, it expired.");
    }

    @Override
    public List<ApprovalRequest> list(RequestStatus status, String after, int limit) {
        return List.of();
    }

    @Override
    public List<ApprovalRequest> newest(RequestStatus status, String after, int limit) {
        return List.of();
    }

    @Override
    public Receipt check(Decision decision) {
        return nothing(decision.requestId());
    }

    @Override
    public Receipt shown(String requestId, int round, Reviewer reviewer, Delivery view) {
        return nothing(requestId);
    }

    @Override
    public List<Delivery> deliveries(String requestId) {
        return List.of();
    }

    @Override
    public Receipt deliver(String requestId, int round, Delivery delivery) {
        return nothing(requestId);
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return () -> {};
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public List<AuditEvent> history(String requestId) {
        return List.of();
    }

    @Override
    public Receipt withdraw(String requestId, Reviewer reviewer, String reason) {
        throw new UnsupportedOperationException("not needed by these tests");
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }

    @Override
    public Receipt revoke(String grantId, Reviewer reviewer, String reason) {
        return nothing(grantId);
    }

    @Override
    public List<OwedReview> owedReviews() {
        return List.of();
    }

    @Override
    public Receipt review(String requestId, Reviewer reviewer, String findings) {
        return nothing(requestId);
    }

    @Override
    public Receipt close(String requestId, Reviewer reviewer, String note) {
        return nothing(requestId);
    }

    private static Receipt nothing(String id) {
        return new Receipt(
                id, RequestStatus.ENDED, Optional.of(RefusalCode.UNKNOWN_REQUEST), "There is no such thing.");
    }
}
