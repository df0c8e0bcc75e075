package dev.approvals.testkit;

import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.call.EmptyDesk;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that takes every decision and keeps it. */
final class ListDesk extends EmptyDesk {

    final List<Decision> decisions = new CopyOnWriteArrayList<>();

    @Override
    public Receipt decide(Decision decision) {
        decisions.add(decision);
        return new Receipt(decision.requestId(), RequestStatus.PENDING, Optional.empty(), "taken");
    }
}
