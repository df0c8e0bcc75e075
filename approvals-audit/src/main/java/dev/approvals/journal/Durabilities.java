package dev.approvals.journal;

import static dev.approvals.audit.AuditEventType.ACTION_COMPLETED;
import static dev.approvals.audit.AuditEventType.ACTION_FAILED;
import static dev.approvals.audit.AuditEventType.ACTION_JOINED;
import static dev.approvals.audit.AuditEventType.ACTION_OUTCOME_UNKNOWN;
import static dev.approvals.audit.AuditEventType.ACTION_REQUESTED;
import static dev.approvals.audit.AuditEventType.ACTION_STARTED;
import static dev.approvals.audit.AuditEventType.APPROVAL_CANCELLED;
import static dev.approvals.audit.AuditEventType.APPROVAL_DETACHED;
import static dev.approvals.audit.AuditEventType.APPROVAL_ESCALATED;
import static dev.approvals.audit.AuditEventType.APPROVAL_EXPIRED;
import static dev.approvals.audit.AuditEventType.APPROVAL_INVALIDATED;
import static dev.approvals.audit.AuditEventType.APPROVAL_LAPSED;
import static dev.approvals.audit.AuditEventType.APPROVAL_NOTIFIED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REFUSED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REMINDED;
import static dev.approvals.audit.AuditEventType.APPROVAL_REQUESTED;
import static dev.approvals.audit.AuditEventType.APPROVAL_SHOWN;
import static dev.approvals.audit.AuditEventType.APPROVAL_UNDELIVERED;
import static dev.approvals.audit.AuditEventType.GRANT_EXPIRED;
import static dev.approvals.audit.AuditEventType.OUTCOME_DELIVERED;
import static dev.approvals.audit.AuditEventType.POLICY_EVALUATED;
import static dev.approvals.audit.AuditEventType.REVIEW_RECORDED;
import static dev.approvals.audit.AuditEventType.SINK_FAILED;
import static dev.approvals.audit.AuditEventType.SINK_RESTORED;
import static dev.approvals.audit.AuditEventType.TOOL_LOCKED;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import java.util.Set;

/** How safe events are where nobody says otherwise. */
final class Durabilities {

    /**
     * What lets no tool run. It is on disk about a second later, or earlier: a sync for any event covers all before it.
     */
    private static final Set<AuditEventType> LET_NOTHING_RUN = Set.of(
            ACTION_REQUESTED,
            ACTION_JOINED,
            ACTION_COMPLETED,
            ACTION_FAILED,
            ACTION_OUTCOME_UNKNOWN,
            POLICY_EVALUATED,
            APPROVAL_REQUESTED,
            APPROVAL_NOTIFIED,
            APPROVAL_SHOWN,
            APPROVAL_UNDELIVERED,
            APPROVAL_REFUSED,
            APPROVAL_ESCALATED,
            APPROVAL_EXPIRED,
            APPROVAL_CANCELLED,
            APPROVAL_DETACHED,
            APPROVAL_INVALIDATED,
            APPROVAL_LAPSED,
            APPROVAL_REMINDED,
            GRANT_EXPIRED,
            REVIEW_RECORDED,
            TOOL_LOCKED,
            OUTCOME_DELIVERED,
            SINK_FAILED,
            SINK_RESTORED);

    private Durabilities() {}

    /** The disk, for what lets a tool run and for whatever a later version tells; not for what a rule let pass. */
    static Durability standard(AuditEvent event) {
        boolean passed = event.type().equals(ACTION_STARTED) && !isStartOfAsked(event);
        return passed || LET_NOTHING_RUN.contains(event.type()) ? Durability.OS : Durability.DISK;
    }

    /** Whether a tool is about to run that no rule let pass. */
    static boolean isStartOfAsked(AuditEvent event) {
        return event.type().equals(ACTION_STARTED) && !event.fact("verdict").equals("allow");
    }
}
