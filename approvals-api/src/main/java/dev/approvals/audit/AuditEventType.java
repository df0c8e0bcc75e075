package dev.approvals.audit;

import java.util.Objects;

/**
 * What happened. Open: later versions add types, and a listener passes over those it does not know.
 *
 * @param name a dotted name, stable across versions
 */
public record AuditEventType(String name) {

    /** A call was frozen and is about to be judged. */
    public static final AuditEventType ACTION_REQUESTED = new AuditEventType("action.requested");
    /** A call turned out to repeat one that has a request already. */
    public static final AuditEventType ACTION_JOINED = new AuditEventType("action.joined");
    /** The policy gave its verdict. */
    public static final AuditEventType POLICY_EVALUATED = new AuditEventType("policy.evaluated");
    /** A request was opened. */
    public static final AuditEventType APPROVAL_REQUESTED = new AuditEventType("approval.requested");
    /** A channel put a request before its reviewers. */
    public static final AuditEventType APPROVAL_NOTIFIED = new AuditEventType("approval.notified");
    /** A channel could not put a request before its reviewers. */
    public static final AuditEventType APPROVAL_UNDELIVERED = new AuditEventType("approval.undelivered");
    /** A person was shown a request through a channel that shows each person the whole. */
    public static final AuditEventType APPROVAL_SHOWN = new AuditEventType("approval.shown");
    /** A person's decision counted. */
    public static final AuditEventType APPROVAL_DECIDED = new AuditEventType("approval.decided");
    /** A person's decision did not count. */
    public static final AuditEventType APPROVAL_REFUSED = new AuditEventType("approval.refused");
    /** A request moved to the next level. */
    public static final AuditEventType APPROVAL_ESCALATED = new AuditEventType("approval.escalated");
    /** Nobody decided in time. */
    public static final AuditEventType APPROVAL_EXPIRED = new AuditEventType("approval.expired");
    /** The caller left before the decision. */
    public static final AuditEventType APPROVAL_CANCELLED = new AuditEventType("approval.cancelled");
    /** A waiting caller was handed the call's id; the call goes on without it. */
    public static final AuditEventType APPROVAL_DETACHED = new AuditEventType("approval.detached");
    /** What was approved no longer holds. */
    public static final AuditEventType APPROVAL_INVALIDATED = new AuditEventType("approval.invalidated");
    /** An approval was withdrawn. */
    public static final AuditEventType APPROVAL_REVOKED = new AuditEventType("approval.revoked");
    /** An approval was not used in time. */
    public static final AuditEventType APPROVAL_LAPSED = new AuditEventType("approval.lapsed");
    /** Those who are asked were reminded. */
    public static final AuditEventType APPROVAL_REMINDED = new AuditEventType("approval.reminded");
    /** One person approved alone, in an emergency; a review is owed. */
    public static final AuditEventType BREAK_GLASS_USED = new AuditEventType("break_glass.used");
    /** Somebody else reviewed it. */
    public static final AuditEventType BREAK_GLASS_REVIEWED = new AuditEventType("break_glass.reviewed");
    /** An approval covers further calls. */
    public static final AuditEventType GRANT_ISSUED = new AuditEventType("grant.issued");
    /** A further call was covered. */
    public static final AuditEventType GRANT_USED = new AuditEventType("grant.used");
    /** A grant's time is over, or it was not used for too long, or its uses are spent. */
    public static final AuditEventType GRANT_EXPIRED = new AuditEventType("grant.expired");
    /** A person ended a grant, or it no longer holds. */
    public static final AuditEventType GRANT_REVOKED = new AuditEventType("grant.revoked");
    /** A person noted what became of a call whose end was unknown. */
    public static final AuditEventType REVIEW_RECORDED = new AuditEventType("review.recorded");
    /** A tool was locked for a requester after too many denials. */
    public static final AuditEventType TOOL_LOCKED = new AuditEventType("tool.locked");
    /** The tool is about to run. */
    public static final AuditEventType ACTION_STARTED = new AuditEventType("action.started");
    /** The tool returned. */
    public static final AuditEventType ACTION_COMPLETED = new AuditEventType("action.completed");
    /** The tool threw, or could not be started. */
    public static final AuditEventType ACTION_FAILED = new AuditEventType("action.failed");
    /** The tool was started, and nobody knows whether it finished. */
    public static final AuditEventType ACTION_OUTCOME_UNKNOWN = new AuditEventType("action.outcome_unknown");
    /** A result reached its caller. */
    public static final AuditEventType OUTCOME_DELIVERED = new AuditEventType("outcome.delivered");
    /** A gate was built; its facts say how. */
    public static final AuditEventType CONFIG_CHANGED = new AuditEventType("config.changed");
    /** Rules came into force. */
    public static final AuditEventType POLICY_LOADED = new AuditEventType("policy.loaded");
    /** A sink failed and the gate goes on without it, as chosen. */
    public static final AuditEventType SINK_FAILED = new AuditEventType("sink.failed");
    /** A failed sink takes events again. */
    public static final AuditEventType SINK_RESTORED = new AuditEventType("sink.restored");

    /** Somebody was given a copy of the record, or a part or proof of it. */
    public static final AuditEventType EVIDENCE_EXPORTED = new AuditEventType("evidence.exported");
    /** What was kept apart of an event was erased; the record still proves itself. */
    public static final AuditEventType PAYLOAD_ERASED = new AuditEventType("payload.erased");
    /** The record is signed with another key from here on. */
    public static final AuditEventType KEY_ROTATED = new AuditEventType("key.rotated");

    /** Checks the components. */
    public AuditEventType {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
        return name;
    }
}
