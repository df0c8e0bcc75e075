package dev.approvals.testkit.tck;

import dev.approvals.store.ApprovalStore;

class ModelStoreTest extends ApprovalStoreTck {

    @Override
    protected ApprovalStore newStore() {
        return new ModelStore();
    }
}
