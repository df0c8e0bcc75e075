package dev.approvals.examples.snapshot;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Receipt;
import dev.approvals.review.ReviewDesk;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Bob, who would rather approve what he asked for himself: quicker than the reviewer, and under another account. */
final class SelfApproval implements Approver {

    private final Approver reviewer;
    private final Supplier<ReviewDesk> desk;
    private final Narrator narrator;
    private final List<Receipt> receipts = new CopyOnWriteArrayList<>();

    SelfApproval(Approver reviewer, Supplier<ReviewDesk> desk, Narrator narrator) {
        this.reviewer = reviewer;
        this.desk = desk;
        this.narrator = narrator;
    }

    @Override
    public Answer review(ApprovalRequest request) throws Exception {
        String tool = request.call().tool().name();
        narrator.line("");
        narrator.says("gate", "holds " + tool + " until Alice has decided");
        if (tool.equals("upload")) {
            narrator.says(
                    "Bob",
                    "approves it himself, as " + People.BOB_ON_CHAT + " (the directory knows that this is Bob, too)");
            Receipt receipt = desk.get().decide(request.approve(People.BOB_ON_CHAT, "fine with me"));
            receipts.add(receipt);
            narrator.says("desk", (receipt.counted() ? "counts it: " : "refuses: ") + receipt.message());
        }
        return reviewer.review(request);
    }

    /** {@return the desk's answers to his attempts} */
    List<Receipt> receipts() {
        return receipts;
    }

    @Override
    public void attach(ReviewDesk own) {
        reviewer.attach(own);
    }

    @Override
    public void reminded(ApprovalRequest request) {
        reviewer.reminded(request);
    }

    @Override
    public void ended(ApprovalRequest request) {
        reviewer.ended(request);
    }

    @Override
    public String name() {
        return reviewer.name();
    }

    @Override
    public boolean developmentOnly() {
        return reviewer.developmentOnly();
    }
}
