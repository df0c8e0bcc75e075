package dev.approvals.testkit.tck;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.TextCard;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.testkit.TestReviewer;

/** The scripted reviewer keeps to the contract of approvers, and the card that others show to what people may see. */
class ReviewerContractTest extends ApproverTck {

    private static final CardLimits WIDE = new CardLimits(1_000_000, 100_000, 100_000, 10_000);

    @Override
    protected Approver newApprover() {
        return TestReviewer.later("alice");
    }

    @Override
    protected String shown(Approver approver, ApprovalRequest request) {
        ((TestReviewer) approver).awaitRequests(1);
        return String.join("\n", TextCard.lines(Card.of(request, WIDE), 100));
    }

    @Override
    protected boolean showsInboxOnly() {
        return true;
    }

    @Override
    protected void decide(Approver approver, ApprovalRequest request, Decision.Kind kind) {
        TestReviewer alice = (TestReviewer) approver;
        alice.awaitRequests(1);
        alice.decide(request, kind);
    }
}
