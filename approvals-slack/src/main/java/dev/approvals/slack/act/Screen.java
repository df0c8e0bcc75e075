package dev.approvals.slack.act;

import com.slack.api.model.view.View;
import java.io.IOException;

/** What one person is shown, and nobody else. Thread-safe. */
public interface Screen {

    /**
     * Tells somebody something below a channel's messages, where nobody else sees it.
     *
     * @param channel the channel's id
     * @param user the user's id
     * @param text what to tell, as plain text
     * @throws IOException if Slack did not take it
     */
    void whisper(String channel, String user, String text) throws IOException;

    /**
     * Opens a modal for whoever pressed a button.
     *
     * @param trigger what Slack told of that press, a few seconds ago
     * @param modal what to open
     * @throws IOException if Slack did not take it
     */
    void open(String trigger, View modal) throws IOException;
}
