package dev.approvals.testkit.tck;

/** The chat approver of core, on a platform in memory. */
class ChatApproverTest extends ChatApproverTck {

    @Override
    protected ChatScene newScene() {
        return new ChatWorld();
    }
}
