package dev.approvals.core.judge;

import dev.approvals.call.Requester;
import java.util.Objects;

/**
 * On whose behalf tools are called, with the conversation's last calls.
 *
 * @param requester on whose behalf
 * @param conversation its last calls
 */
public record Session(Requester requester, Conversation conversation) {

    /** Checks the components. */
    public Session {
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(conversation, "conversation");
    }
}
