package dev.approvals.core.desk;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import java.util.List;

/**
 * What one channel has shown. Read from the events, for a request's state holds the deliveries of its round only.
 *
 * @param requests the requests of the realm
 * @param channel the channel's name
 */
record Deliveries(OwnRequests requests, String channel) {

    /** Stands for the host, which is no channel. */
    static final String HOST = "host";

    List<Delivery> of(String id) {
        return requests.history(id).stream()
                .filter(event -> event.type().equals(AuditEventType.APPROVAL_NOTIFIED)
                        && event.fact("channel").equals(channel))
                .map(Deliveries::delivery)
                .toList();
    }

    private static Delivery delivery(AuditEvent event) {
        return new Delivery(event.fact("reference"), event.fact("card"), Boolean.parseBoolean(event.fact("whole")));
    }

    Receipt add(String id, int round, Delivery delivery) {
        return requests.apply(id, any -> new Step.Deliver(channel, round, delivery))
                .map(change -> receipt(id, change))
                .orElseGet(() -> Receipts.unknown(id, "request"));
    }

    private static Receipt receipt(String id, Requests.Change change) {
        return change.progress() instanceof Progress.Same<?> same
                ? Receipts.refused(id, change.request().state().status(), RefusalCode.WRONG_ROUND, same.message())
                : Receipts.of(id, change);
    }
}
