package dev.approvals.slack.loopback;

import java.util.Set;
import java.util.TreeSet;

/**
 * A token that the app was given. Immutable.
 *
 * @param value what is sent as bearer
 * @param app whether it is the app's own, not its bot's
 * @param scopes what it may do
 * @param revoked whether it no longer counts
 * @param named whether Slack names its scopes beside every answer
 */
record Token(String value, boolean app, Set<String> scopes, boolean revoked, boolean named) {

    static final Set<String> BOT_SCOPES = Set.of(
            "chat:write",
            "channels:read",
            "groups:read",
            "im:read",
            "im:write",
            "users:read",
            "users:read.email",
            "files:write");

    Token with(Set<String> others) {
        return new Token(value, app, Set.copyOf(others), revoked, named);
    }

    Token withRevoked(boolean isRevoked) {
        return new Token(value, app, scopes, isRevoked, named);
    }

    Token unnamed() {
        return new Token(value, app, scopes, revoked, false);
    }

    /** The scopes as Slack lists them. */
    String provided() {
        return String.join(",", new TreeSet<>(scopes));
    }
}
