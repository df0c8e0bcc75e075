package dev.approvals.testkit.nodes;

import dev.approvals.Claim;
import dev.approvals.GatedTool;
import dev.approvals.ToolBody;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One process with a gate, a desk, and a reviewer who decides later. */
final class Node implements AutoCloseable {

    static final Reviewer ALICE = Reviewer.named("alice");

    private static final Requester AGENT =
            Requester.agent("copilot").actingFor(Principal.local("bob")).in("chat-7");

    /** Waits for its caller. */
    static final ToolSpec DROP =
            ToolSpec.named("drop").parameter("table", String.class).build();

    /** Runs later. */
    static final ToolSpec MAIL =
            ToolSpec.named("mail").parameter("to", String.class).runLater(true).build();

    /** Runs later, and may be run twice. */
    static final ToolSpec SYNC = ToolSpec.named("sync")
            .parameter("what", String.class)
            .runLater(true)
            .idempotent(true)
            .build();

    final String name;
    final NodeStore store;
    final RecordedAudit audit = new RecordedAudit();
    final TestReviewer reviewer;
    final List<String> runs = new CopyOnWriteArrayList<>();
    final List<String> executions = new CopyOnWriteArrayList<>();
    final List<Outcome> handedBack = new CopyOnWriteArrayList<>();
    final Approvals approvals;
    /** Done in a tool, before it returns. */
    volatile Runnable inTool = () -> {};

    private volatile boolean closed;

    Node(String name, NodeStore store, TestReviewer reviewer, Consumer<ApprovalsBuilder> settings) {
        this.name = name;
        this.reviewer = reviewer.named("slack");
        this.store = store;
        ApprovalsBuilder builder =
                Approvals.builder().audit(audit).approver(this.reviewer).onOutcome(handedBack::add);
        settings.accept(builder);
        approvals = builder.build();
    }

    /** Has tools that this node can run. */
    Node with(ToolSpec... tools) {
        for (ToolSpec tool : tools) {
            approvals.gate().tool(tool, body(tool));
        }
        return this;
    }

    private ToolBody body(ToolSpec tool) {
        return claim -> {
            executions.add(claim.executionId());
            runs.add(tool.name() + " " + argument(tool, claim));
            inTool.run();
            return tool.name() + " done by " + name;
        };
    }

    private static String argument(ToolSpec tool, Claim claim) {
        return claim.arguments().get(tool.parameters().get(0).name(), String.class);
    }

    GatedTool tool(ToolSpec spec) {
        return approvals.gate().tool(spec.name()).orElseThrow().as(AGENT);
    }

    /** Calls a tool on a thread of its own, and waits there. */
    CompletableFuture<Object> calling(ToolSpec spec, String argument) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.complete(call(spec, argument)), "caller on " + name);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private Object call(ToolSpec spec, String argument) {
        try {
            return tool(spec).call(arguments(spec, argument));
        } catch (ApprovalException e) {
            return e;
        } catch (RuntimeException e) {
            return new AssertionError("No caller is to see this", e);
        }
    }

    /** Submits a call, which is handed over at once. */
    String submit(ToolSpec spec, String argument) {
        return submitAnother(spec, argument, 1);
    }

    /** As {@link #submit}, after others: the one that the reviewer sees as number so and so. */
    String submitAnother(ToolSpec spec, String argument, int number) {
        tool(spec).submit(arguments(spec, argument));
        String id = reviewer.awaitRequests(number).get(number - 1).id();
        audit.await(id, AuditEventType.APPROVAL_DETACHED);
        audit.await(id, AuditEventType.APPROVAL_NOTIFIED);
        return id;
    }

    private static Map<String, String> arguments(ToolSpec spec, String argument) {
        return Map.of(spec.parameters().get(0).name(), argument);
    }

    ApprovalRequest request(String id) {
        return approvals.desk().find(id).orElseThrow();
    }

    Receipt approve(String id) {
        return approvals.desk().decide(request(id).approve(ALICE, ""));
    }

    /** Approves, unless the node dies over it; says whether that was acknowledged. */
    boolean approveIfLives(ApprovalRequest request) {
        return approvals.desk().decide(request.approve(ALICE, "")).counted();
    }

    Receipt deny(String id) {
        return approvals.desk().decide(request(id).deny(ALICE, "no"));
    }

    void kill() {
        store.kill();
    }

    boolean lives() {
        return !closed && !store.killed();
    }

    @Override
    public void close() {
        closed = true;
        approvals.close();
    }

    @Override
    public String toString() {
        return name + (lives() ? "" : " (gone)") + ": ran " + runs + ", handed back " + handedBack + "\n" + audit;
    }
}
