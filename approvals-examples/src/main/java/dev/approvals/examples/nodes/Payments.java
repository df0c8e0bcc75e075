package dev.approvals.examples.nodes;

import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;

/** What the agent can do. */
public interface Payments {

    /**
     * Pays an invoice.
     *
     * @param why the agent's reason
     * @param payee who gets the money
     * @param cents how much
     * @return the payment, in words
     */
    @RequiresApproval(value = "Pay {cents} cents to {payee}", risk = Risk.HIGH, reviewers = "finance", runLater = true)
    String pay(@Reason String why, String payee, long cents);
}
