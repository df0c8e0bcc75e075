package dev.approvals.journal.report;

import dev.approvals.journal.report.Findings.Control;
import dev.approvals.journal.report.Findings.Named;
import java.util.ArrayList;
import java.util.List;

/** Which events are the evidence for which control. */
final class ControlMap {

    private static final String NIST = "NIST SP 800-53";
    private static final String SOC = "SOC 2";
    private static final String ACT = "EU AI Act";
    private static final String ISO = "ISO/IEC 42001";

    private final Counting counting;

    ControlMap(Counting counting) {
        this.counting = counting;
    }

    List<Control> all() {
        List<Control> all = new ArrayList<>(audit());
        all.addAll(access());
        all.addAll(soc());
        all.addAll(ai());
        return all;
    }

    private List<Control> audit() {
        return List.of(
                types(
                        NIST,
                        "AU-2, AU-12",
                        "Which events are recorded, and that they are.",
                        "config.changed",
                        "policy.loaded"),
                new Control(
                        NIST,
                        "AU-3, AU-3(1)",
                        "Each event says what, when, where, by whom and with which outcome; requests say the digest of what"
                                + " was to be done.",
                        named("action.requested", "policy.evaluated")),
                types(
                        NIST,
                        "AU-5",
                        "A record that cannot be written stops the tool, or says that it was passed over.",
                        "sink.failed",
                        "sink.restored"),
                types(
                        NIST,
                        "AU-9, AU-9(3), AU-10",
                        "Chained lines, a signed Merkle tree, and votes bound to the digest of what was shown.",
                        "log.opened",
                        "log.segment",
                        "key.rotated",
                        "approval.decided"),
                types(
                        NIST,
                        "AU-11",
                        "Nothing is removed before its time, and removals are recorded.",
                        "log.pruned",
                        "payload.erased"));
    }

    private List<Control> access() {
        List<Named> duties = List.of(
                new Named("approved requests", counting.people.approved()),
                new Named("quorums of too few people", counting.people.tooFew()));
        List<Named> separation = List.of(
                new Named("counted votes by somebody behind the call", counting.people.own()),
                new Named("attempts refused", counting.refusals.own()));
        return List.of(
                new Control(NIST, "AC-3(2)", "Dual authorisation: a quorum of distinct people.", duties),
                new Control(NIST, "AC-5", "Separation of duties: nobody decides on their own call.", separation),
                types(
                        NIST,
                        "AC-6(9)",
                        "Use of privileged functions is logged, before it begins.",
                        "action.started",
                        "break_glass.used",
                        "grant.used"),
                types(NIST, "AC-6(10)", "Refused attempts are logged.", "approval.refused", "tool.locked"),
                types(
                        NIST,
                        "CM-3, CM-5(1)",
                        "A change is proposed, reviewed, decided, run, and its outcome recorded.",
                        "approval.requested",
                        "approval.decided",
                        "action.completed",
                        "action.failed"));
    }

    private List<Control> soc() {
        return List.of(
                types(
                        SOC,
                        "CC6.1-CC6.3",
                        "Access by policy, and for a time.",
                        "policy.evaluated",
                        "grant.issued",
                        "grant.expired",
                        "grant.revoked"),
                types(
                        SOC,
                        "CC7.2",
                        "Anomalies are seen: refusals, emergencies, unknown ends.",
                        "approval.refused",
                        "break_glass.used",
                        "action.outcome_unknown"),
                types(
                        SOC,
                        "CC8.1",
                        "Changes are authorised and tracked to their end.",
                        "approval.requested",
                        "approval.decided",
                        "action.completed"));
    }

    private List<Control> ai() {
        return List.of(
                types(
                        ACT,
                        "Article 12",
                        "Events are recorded over the lifetime of the system.",
                        "log.opened",
                        "action.requested"),
                types(
                        ACT,
                        "Article 14",
                        "Human oversight: who oversaw, what they were shown, how they stopped it.",
                        "approval.notified",
                        "approval.decided",
                        "approval.revoked",
                        "break_glass.reviewed"),
                types(
                        ISO,
                        "A.6.2.8",
                        "Event logs of the AI system.",
                        "action.requested",
                        "action.started",
                        "action.completed"));
    }

    private Control types(String standard, String control, String words, String... types) {
        return new Control(standard, control, words, named(types));
    }

    private List<Named> named(String... types) {
        List<Named> named = new ArrayList<>();
        for (String type : types) {
            named.add(new Named(type, counting.catalogue.type(type)));
        }
        return named;
    }
}
