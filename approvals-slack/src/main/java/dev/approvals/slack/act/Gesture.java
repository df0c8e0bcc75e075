package dev.approvals.slack.act;

import dev.approvals.core.chat.Binding;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.identity.SlackAccount;
import dev.approvals.slack.web.MessageId;

/** What somebody did in Slack, as the authenticated event tells it. */
sealed interface Gesture {

    /** {@return who did it} */
    SlackAccount who();

    /**
     * A button was pressed.
     *
     * @param who by whom
     * @param button which
     * @param binding its value: the binding of the card it stands on
     * @param message the message it stands below
     * @param trigger with which a modal can be opened, for three seconds
     */
    record Press(SlackAccount who, Button button, Binding binding, MessageId message, String trigger)
            implements Gesture {}

    /**
     * A modal was submitted.
     *
     * @param who by whom
     * @param slip what it carried along
     * @param comment what was written, or empty
     */
    record Submission(SlackAccount who, Slip slip, String comment) implements Gesture {}

    /**
     * Something that decides nothing, such as a click on the link to the inbox.
     *
     * @param who who did it
     */
    record Other(SlackAccount who) implements Gesture {}
}
