package dev.approvals.examples.recorded;

import dev.approvals.ApprovalGate;
import dev.approvals.GatedTool;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.core.policy.Policies;
import dev.approvals.policy.Policy;
import dev.approvals.review.Approver;
import dev.approvals.review.Directory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the calls of a trace again, through tools behind the gate. */
final class Replay {

    private static final Principal CUSTOMER = Principal.local("customer");
    private static final int DENIALS_EACH = 5;

    private final Trace trace;
    private final Catalogue catalogue;
    private final Approver reviewer;
    private final Ledger ledger = new Ledger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Replay(Trace trace, Catalogue catalogue, Approver reviewer) {
        this.trace = trace;
        this.catalogue = catalogue;
        this.reviewer = reviewer;
    }

    Report run() {
        try (Approvals approvals = Approvals.builder()
                .policy(policy())
                .approver(reviewer)
                .directory(directory())
                // Fifty conversations in a second: at that pace nobody's denials are an agent's insistence.
                .lockAfter(trace.runs().size() * DENIALS_EACH, Duration.ofMinutes(10), Duration.ofMinutes(30))
                .audit(event -> {
                    if (event.type().equals(AuditEventType.APPROVAL_REQUESTED)) {
                        asked.add(event.callId());
                    }
                })
                .build()) {
            return new Report(trace, catalogue, replay(approvals.gate()), ledger.entries());
        }
    }

    /** Reads pass, writes are asked, and what nobody knows is denied. */
    private Policy policy() {
        return Policies.firstMatch(
                Policies.whenTool("reads", tool -> catalogue.has(tool, Catalogue.Effect.READS))
                        .allow("it changes nothing"),
                Policies.whenTool("writes", tool -> catalogue.has(tool, Catalogue.Effect.WRITES))
                        .ask("it changes what others rely on"),
                Policies.whenTool("unknown tools", tool -> true).deny("nobody has said what it does"));
    }

    private static Directory directory() {
        return StaticDirectory.builder()
                .person("reviewer", "airline-desk", "dba")
                .account(CorrectCallsReviewer.REVIEWER.account())
                .person("customer")
                .account(CUSTOMER)
                .build();
    }

    private List<Report.Replayed> replay(ApprovalGate gate) {
        Map<String, GatedTool> tools = new HashMap<>();
        List<Report.Replayed> replayed = new ArrayList<>();
        for (RecordedRun run : trace.runs()) {
            Requester requester =
                    Requester.agent("recorded-agent").actingFor(CUSTOMER).in(run.id());
            for (RecordedCall call : run.calls()) {
                GatedTool tool = tools.computeIfAbsent(call.tool(), name -> gate.tool(catalogue.specOf(name), ledger));
                var outcome = tool.as(requester.toolCall(call.id())).callJson(call.argumentsJson());
                replayed.add(new Report.Replayed(call, asked.contains(outcome.callId()), outcome));
            }
        }
        return replayed;
    }
}
