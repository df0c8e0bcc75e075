package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.core.audit.InMemoryAuditSink;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.ManualTimekeeper;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The stores and sinks that core brings keep to their contracts. */
class CoreContractsTest {

    @Nested
    class MemoryStore extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new InMemoryApprovalStore(Timekeeper.system());
        }
    }

    @Nested
    class MemoryStoreWhileTimeStandsStill extends ApprovalStoreTck {
        @Override
        protected ApprovalStore newStore() {
            return new InMemoryApprovalStore(ManualTimekeeper.create());
        }

        @Override
        protected int sequences() {
            return 1_000;
        }
    }

    @Nested
    class MemorySink extends AuditSinkTck {
        @Override
        protected AuditSink newSink() {
            return new InMemoryAuditSink();
        }

        @Override
        protected List<AuditEvent> taken(AuditSink used) {
            return ((InMemoryAuditSink) used).events();
        }
    }
}
