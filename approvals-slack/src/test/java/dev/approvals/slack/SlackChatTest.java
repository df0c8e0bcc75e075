package dev.approvals.slack;

import dev.approvals.testkit.tck.ChatApproverTck;
import dev.approvals.testkit.tck.ChatScene;

/** Slack keeps to what every chat approver keeps to. */
class SlackChatTest extends ChatApproverTck {

    @Override
    protected ChatScene newScene() {
        return new SlackScene();
    }
}
