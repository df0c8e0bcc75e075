package dev.approvals.examples.nodes;

import dev.approvals.core.Approvals;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;

/** The reviewer's process. It has the desk and no tool: it decides what runs elsewhere. */
public final class ReviewerNode {

    private ReviewerNode() {}

    /**
     * Shows what waits, and approves it as Alice.
     *
     * @param args the database's address
     */
    public static void main(String[] args) {
        try (Approvals approvals =
                Node.approvals(Node.database(args[0])).decideAtDesk().build()) {
            for (ApprovalRequest request : approvals.desk().pending()) {
                System.out.println("SEEN " + request.call().summary());
                Receipt receipt = approvals.desk().decide(request.approve(Reviewer.named("alice"), "due today"));
                System.out.println("RECEIPT " + receipt.message());
            }
        }
    }
}
