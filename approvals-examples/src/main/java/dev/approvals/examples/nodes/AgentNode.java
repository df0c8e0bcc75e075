package dev.approvals.examples.nodes;

import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The agent's process. It calls once, is told that the call waits, and hears of its end, be it after a restart. */
public final class AgentNode {

    private static final long PATIENCE_SECONDS = 60;

    private AgentNode() {}

    /**
     * Runs the agent.
     *
     * @param args the database's address, and {@code resume} for a process that makes no call but is there for its end
     * @throws InterruptedException if it is interrupted while it waits
     */
    public static void main(String[] args) throws InterruptedException {
        DataSource database = Node.database(args[0]);
        BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        try (Approvals approvals =
                Node.approvals(database).decideAtDesk().onOutcome(outcomes::add).build()) {
            Payments payments = approvals
                    .gate()
                    .as(Requester.agent("billing-agent").actingFor(Node.BOB).in("invoice-88"))
                    .wrap(Payments.class, new PaymentTable(database));
            if (args.length == 1) {
                call(payments);
            }
            Outcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.out.println(outcome == null ? "NOTHING" : "OUTCOME " + outcome.forModel());
        }
    }

    private static void call(Payments payments) {
        try {
            System.out.println("RETURNED " + payments.pay("invoice 88 is due", "Acme", 125_000));
        } catch (ApprovalException.Pending pending) {
            System.out.println("PENDING " + pending.callId());
        }
    }
}
