package dev.approvals.slack.identity;

import com.slack.api.model.User;
import java.io.IOException;

/** Looks people up in Slack. Thread-safe. */
@FunctionalInterface
public interface Users {

    /**
     * Looks somebody up.
     *
     * @param user the user's id
     * @return what Slack knows of them
     * @throws IOException if Slack does not say
     */
    User find(String user) throws IOException;
}
