package dev.approvals.examples.snapshot;

import dev.approvals.audit.AuditEventType;
import dev.approvals.review.Receipt;
import java.util.List;

/**
 * What is so after the chat, read from the folders and the audit events, not from what anybody said.
 *
 * @param workspace the folders
 * @param timeline the audit events
 * @param attempts the desk's answers to Bob's attempts to approve his own call
 */
record Findings(Workspace workspace, Timeline timeline, List<Receipt> attempts) {

    /**
     * One finding.
     *
     * @param holds whether it is as it should be
     * @param text the finding in words
     */
    record Finding(boolean holds, String text) {}

    List<Finding> all() {
        return List.of(
                matched("export", workspace.exports().files().size(), "in the export folder"),
                matched("upload", workspace.bucket().files().size(), "in the partner's bucket"),
                selfApproval(),
                secret());
    }

    boolean allHold() {
        return all().stream().allMatch(Finding::holds);
    }

    void tell(Narrator narrator) {
        narrator.heading("What the audit says");
        timeline.lines().forEach(narrator::line);
        narrator.heading("What is so now, by the files and the audit");
        all().forEach(finding -> narrator.line((finding.holds() ? "  [ok]  " : "  [NO]  ") + finding.text()));
    }

    private Finding matched(String tool, int files, String where) {
        long held = timeline.count(AuditEventType.APPROVAL_REQUESTED, tool);
        long approved = timeline.events().stream()
                .filter(event -> event.type().equals(AuditEventType.APPROVAL_DECIDED))
                .filter(event -> event.origin().tool().equals(tool))
                .filter(event -> event.fact("decision").equals("APPROVE"))
                .filter(event -> event.fact("person").equals("alice"))
                .count();
        return new Finding(
                files == approved && held >= approved,
                "%s: %d held, %d approved by Alice; files %s: %d".formatted(tool, held, approved, where, files));
    }

    private Finding selfApproval() {
        long counted = attempts.stream().filter(Receipt::counted).count();
        return new Finding(
                counted == 0,
                "Bob's approvals of his own call: %d tried, %d counted".formatted(attempts.size(), counted));
    }

    private Finding secret() {
        boolean seen =
                timeline.events().stream().anyMatch(event -> event.toString().contains(Workspace.TOKEN));
        return new Finding(
                !seen, seen ? "The partner's token is in the audit" : "The partner's token is in no audit event");
    }
}
