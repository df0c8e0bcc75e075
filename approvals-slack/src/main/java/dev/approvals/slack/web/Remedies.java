package dev.approvals.slack.web;

import static java.util.Map.entry;

import java.util.Map;

/** What a person can do about an error of Slack's. */
final class Remedies {

    private static final String TOKEN = "Copy the token anew: the bot token (xoxb-...) from the app's page"
            + " \"OAuth & Permissions\", the app-level token (xapp-...) from \"Basic Information\"";
    private static final String INVITE = "Invite the app: write /invite and its name in the channel";

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            entry("not_authed", TOKEN),
            entry("invalid_auth", TOKEN),
            entry("account_inactive", "The app was removed from the workspace: install it again"),
            entry("token_revoked", TOKEN),
            entry("token_expired", TOKEN),
            entry("not_allowed_token_type", "This needs the bot token, which begins with xoxb-"),
            entry(
                    "missing_scope",
                    "Add the scope on the app's page \"OAuth & Permissions\", then install the app again"),
            entry("not_in_channel", INVITE),
            entry(
                    "channel_not_found",
                    "Check the channel's id (it begins with C or G); a private channel is seen by members only. "
                            + INVITE),
            entry("is_archived", "The channel is archived: name another one"),
            entry(
                    "messages_tab_disabled",
                    "Switch the messages tab on, on the app's page \"App Home\": without it nobody gets direct messages"),
            entry("restricted_action", "The workspace's settings keep the app from posting there: ask its admin"),
            entry("cannot_dm_bot", "A direct message goes to a person's id, not to an app's"),
            entry("user_not_found", "Check the person's id (it begins with U or W)"),
            entry("user_disabled", "The account is deactivated: name another one"),
            entry("team_access_not_granted", "Install the app in this workspace"),
            entry("org_login_required", "Install the app in this workspace"));

    private Remedies() {}

    static boolean known(String code) {
        return BY_CODE.containsKey(code);
    }

    /** What to do, as the end of a message; empty where nobody knows. */
    static String of(String code) {
        String remedy = BY_CODE.get(code);
        return remedy == null ? "" : ". " + remedy;
    }
}
