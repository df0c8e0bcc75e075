package dev.approvals.slack.identity;

import dev.approvals.call.Principal;
import java.util.Objects;
import java.util.Optional;

/**
 * An account in Slack, as an authenticated event names it.
 *
 * @param enterprise the organisation's id, if any
 * @param team the workspace's id
 * @param user the user's id there
 */
public record SlackAccount(Optional<String> enterprise, String team, String user) {

    /** Checks the components. */
    public SlackAccount {
        Objects.requireNonNull(enterprise, "enterprise");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(user, "user");
    }

    /** {@return the account as a directory knows it: issued by {@code slack:TEAM}, the user's id as its subject} */
    public Principal principal() {
        return new Principal("slack:" + team, user);
    }
}
