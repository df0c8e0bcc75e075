package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Mode;
import java.util.Optional;

/** What a security control did, as OCSF's profile {@code security_control} has it. */
enum OcsfRuling {
    ALLOWED(1, "Allowed", 1, "Allowed"),
    APPROVED(1, "Allowed", 8, "Approved"),
    REJECTED(2, "Denied", 25, "Rejected"),
    BLOCKED(2, "Denied", 2, "Blocked"),
    /** A gate that only looks on lets everything pass. */
    LOGGED(3, "Observed", 17, "Logged");

    private final int action;
    private final String actionCaption;
    private final int disposition;
    private final String dispositionCaption;

    OcsfRuling(int action, String actionCaption, int disposition, String dispositionCaption) {
        this.action = action;
        this.actionCaption = actionCaption;
        this.disposition = disposition;
        this.dispositionCaption = dispositionCaption;
    }

    int action() {
        return action;
    }

    String actionCaption() {
        return actionCaption;
    }

    int disposition() {
        return disposition;
    }

    String dispositionCaption() {
        return dispositionCaption;
    }

    /** What an event says was ruled, if it is one that does. */
    static Optional<OcsfRuling> of(AuditEvent event) {
        Optional<OcsfRuling> ruling = byType(event);
        return ruling.isPresent() && event.origin().mode() == Mode.OBSERVING ? Optional.of(LOGGED) : ruling;
    }

    private static Optional<OcsfRuling> byType(AuditEvent event) {
        return switch (event.type().name()) {
            case "policy.evaluated" -> byVerdict(event.fact("verdict"));
            case "approval.decided" -> byDecision(event.fact("decision"));
            case "break_glass.used" -> Optional.of(APPROVED);
            case "action.started", "grant.used" -> Optional.of(ALLOWED);
            case "approval.refused", "approval.expired", "approval.cancelled", "approval.invalidated" ->
                Optional.of(BLOCKED);
            case "approval.revoked", "approval.lapsed", "tool.locked" -> Optional.of(BLOCKED);
            default -> Optional.empty();
        };
    }

    private static Optional<OcsfRuling> byVerdict(String verdict) {
        return switch (verdict) {
            case "allow" -> Optional.of(ALLOWED);
            case "deny" -> Optional.of(BLOCKED);
            default -> Optional.empty();
        };
    }

    private static Optional<OcsfRuling> byDecision(String decision) {
        return switch (decision) {
            case "APPROVE" -> Optional.of(APPROVED);
            case "DENY" -> Optional.of(REJECTED);
            default -> Optional.empty();
        };
    }
}
