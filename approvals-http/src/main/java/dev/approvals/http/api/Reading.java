package dev.approvals.http.api;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.http.live.Inbox;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Person;
import dev.approvals.review.ReviewDesk;
import java.time.Duration;
import java.time.Instant;

/**
 * How long somebody has had a request before them.
 *
 * @param desk that tells what was shown
 * @param request the request
 * @param reader whom it was shown to
 */
record Reading(ReviewDesk desk, ApprovalRequest request, Person reader) {

    /** How much longer the plan wants it read, from when this person was first shown this round; the desk has the last word. */
    Duration left() {
        Instant now = desk.now();
        Instant since = desk.history(request.id()).stream()
                .filter(this::showsIt)
                .map(AuditEvent::at)
                .findFirst()
                .orElse(now);
        Duration left = Duration.between(
                now, since.plus(request.terms().plan().demands().dwell()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean showsIt(AuditEvent event) {
        return event.type().equals(AuditEventType.APPROVAL_SHOWN)
                && event.fact("channel").equals(Inbox.NAME)
                && event.fact("person").equals(reader.id())
                && event.fact("whole").equals("true")
                && event.fact("round").equals(String.valueOf(request.progress().round()));
    }
}
