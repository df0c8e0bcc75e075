package dev.approvals.testkit.life;

import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.ManualTimekeeper;

class InMemoryLifeTest extends StoreLifeTck {

    @Override
    protected ApprovalStore newStore() {
        return new InMemoryApprovalStore(ManualTimekeeper.create());
    }

    @Override
    protected int stories() {
        return 300;
    }
}
