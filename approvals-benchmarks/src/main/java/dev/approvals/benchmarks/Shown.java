package dev.approvals.benchmarks;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import java.util.concurrent.BlockingQueue;

/** Tells of each request that is before its reviewers. */
record Shown(BlockingQueue<String> ids) implements AuditSink {
    @Override
    public void append(AuditEvent event) {
        if (event.type().equals(AuditEventType.APPROVAL_NOTIFIED)) {
            ids.add(event.callId());
        }
    }

    @Override
    public boolean wantsArguments() {
        return false;
    }
}
