package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Somebody in Slack. Immutable.
 *
 * @param id Slack's id, such as {@code U0ALICE}
 * @param team the workspace of the account
 * @param enterprise the organisation's id; empty without one
 * @param name the user name
 * @param email the address; empty for none
 * @param flags what else Slack says about the account
 */
public record SlackUser(String id, String team, String enterprise, String name, String email, Set<Flag> flags) {

    /** What Slack says about an account. */
    public enum Flag {
        BOT("is_bot"),
        DELETED("deleted"),
        RESTRICTED("is_restricted"),
        ULTRA_RESTRICTED("is_ultra_restricted"),
        STRANGER("is_stranger"),
        INVITED("is_invited_user"),
        EMAIL_CONFIRMED("is_email_confirmed");

        private final String member;

        Flag(String member) {
            this.member = member;
        }
    }

    /** {@return a full member of the loopback's workspace, with a confirmed address} */
    public static SlackUser member(String id, String name) {
        return new SlackUser(id, Workspace.TEAM, "", name, name + "@example.com", EnumSet.of(Flag.EMAIL_CONFIRMED));
    }

    /** {@return the same with more flags} */
    public SlackUser with(Flag... more) {
        Set<Flag> together = EnumSet.copyOf(Arrays.asList(more));
        together.addAll(flags);
        return new SlackUser(id, team, enterprise, name, email, together);
    }

    /** {@return the same with an address that nobody has confirmed} */
    public SlackUser unconfirmed() {
        Set<Flag> rest = EnumSet.noneOf(Flag.class);
        rest.addAll(flags);
        rest.remove(Flag.EMAIL_CONFIRMED);
        return new SlackUser(id, team, enterprise, name, email, rest);
    }

    /** {@return the same with another address} */
    public SlackUser withEmail(String other) {
        return new SlackUser(id, team, enterprise, name, other, flags);
    }

    /** {@return the same as an account of another workspace} */
    public SlackUser ofTeam(String other) {
        return new SlackUser(id, other, enterprise, name, email, flags);
    }

    /** {@return the same as an account of an organisation} */
    public SlackUser ofEnterprise(String other) {
        return new SlackUser(id, team, other, name, email, flags);
    }

    boolean is(Flag flag) {
        return flags.contains(flag);
    }

    /** As users.info answers; the address only for who may see it. */
    ObjectNode json(boolean withEmail) {
        ObjectNode user = Json.object()
                .put("id", id)
                .put("team_id", team)
                .put("name", name)
                .put("real_name", name)
                .put("is_app_user", false);
        for (Flag flag : Flag.values()) {
            user.put(flag.member, is(flag));
        }
        ObjectNode profile = user.putObject("profile").put("real_name", name).put("display_name", name);
        if (withEmail && !email.isEmpty()) {
            profile.put("email", email);
        }
        if (!enterprise.isEmpty()) {
            user.putObject("enterprise_user").put("id", id).put("enterprise_id", enterprise);
        }
        return user;
    }
}
