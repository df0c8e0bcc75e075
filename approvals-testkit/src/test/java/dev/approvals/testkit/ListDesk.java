package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that takes every decision and keeps it. */
final class ListDesk implements ReviewDesk {

    final List<Decision> decisions = new CopyOnWriteArrayList<>();

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
        decisions.add(decision);
        return new Receipt(decision.requestId(), RequestStatus.PENDING, Optional.empty(), "taken");
    }

    @Override
    public List<ApprovalRequest> list(RequestStatus status, String after, int limit) {
        return List.of();
    }

    @Override
    public List<AuditEvent> history(String requestId) {
        return List.of();
    }

    @Override
    public Receipt withdraw(String requestId, Reviewer reviewer, String reason) {
        return new Receipt(requestId, RequestStatus.ENDED, Optional.empty(), reason);
    }
}
