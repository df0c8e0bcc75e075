package dev.approvals.core;

import dev.approvals.ApprovalGate;
import dev.approvals.audit.AuditEvent;
import dev.approvals.core.audit.InMemoryAuditSink;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.gate.Gate;
import dev.approvals.review.ReviewDesk;
import java.util.List;
import java.util.Optional;

/**
 * One set-up of approvals: a gate for agents' tools, a desk for reviewers, and what connects them. Thread-safe.
 *
 * <p>Give the gate to the code that hands tools to agents, and the desk only to code that speaks for authenticated
 * people: whoever holds the desk can vote.
 */
public final class Approvals implements AutoCloseable {

    private final Engine engine;
    private final ApprovalGate gate;
    private final Optional<InMemoryAuditSink> recent;

    Approvals(ApprovalsBuilder parts, Engine engine, Optional<InMemoryAuditSink> recent) {
        this.engine = engine;
        this.gate = Gate.of(engine, parts.renderers, parts.requester);
        this.recent = recent;
    }

    /** {@return a builder; an approver is all it must be given} */
    public static ApprovalsBuilder builder() {
        return new ApprovalsBuilder();
    }

    /** {@return the agents' side} */
    public ApprovalGate gate() {
        return gate;
    }

    /** {@return the reviewers' side, for the host} */
    public ReviewDesk desk() {
        return engine.desk();
    }

    /** {@return the newest audit events, oldest first, where no sink was given; empty otherwise} */
    public List<AuditEvent> recentEvents() {
        return recent.map(InMemoryAuditSink::events).orElse(List.of());
    }

    /**
     * Refuses new calls and cancels those that wait and could not be finished by anybody. Tools that are running are left
     * to end; what is under way has a second for that before this returns, and approvers have three to hear of the last
     * ends. Close a store after it. Closing again does nothing.
     */
    @Override
    public void close() {
        engine.close();
    }
}
