package dev.approvals.core.desk;

import dev.approvals.core.ledger.IssuedGrants;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import java.util.Optional;

/** The desk's answers to the people who decide. */
final class Receipts {

    private Receipts() {}

    static Receipt of(String id, Requests.Change change) {
        boolean lost = !change.recorded() && !(change.progress() instanceof Progress.Rejected);
        return lost
                ? refused(
                        id,
                        RequestStatus.ENDED,
                        RefusalCode.AUDIT_FAILED,
                        "Your decision could not be recorded, so the call was stopped.")
                : of(id, change.request().state().status(), change.progress());
    }

    static Receipt of(String id, IssuedGrants.Change change) {
        // A grant that a person ended is over, whether the audit took that or not.
        return of(id, change.over() ? RequestStatus.ENDED : RequestStatus.APPROVED, change.progress());
    }

    static Receipt of(String id, RequestStatus status, Progress<?> progress) {
        if (progress instanceof Progress.Rejected<?> rejected) {
            return refused(id, status, rejected.code(), rejected.message());
        }
        String message =
                progress instanceof Progress.Same<?> same ? same.message() : ((Progress.Moved<?>) progress).message();
        return new Receipt(id, status, Optional.empty(), message);
    }

    static Receipt unknown(String id, String what) {
        return refused(
                id,
                RequestStatus.ENDED,
                RefusalCode.UNKNOWN_REQUEST,
                "There is no such " + what + ", or it is no longer kept.");
    }

    static Receipt refused(String id, RequestStatus status, RefusalCode code, String message) {
        return new Receipt(id, status, Optional.of(code), message);
    }
}
