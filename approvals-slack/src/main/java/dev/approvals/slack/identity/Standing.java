package dev.approvals.slack.identity;

import com.slack.api.model.User;
import java.util.Optional;

/**
 * What of somebody's entry in Slack decides whether their clicks count.
 *
 * @param objection why they do not, in words to that person, or empty
 * @param verifiedEmail the address that Slack has verified, if any
 */
record Standing(Optional<String> objection, Optional<String> verifiedEmail) {

    static Standing of(User user, SlackAccount account, Home home) {
        Optional<String> email = Optional.ofNullable(user.getProfile())
                .map(User.Profile::getEmail)
                .filter(address -> user.isEmailConfirmed() && !address.isBlank());
        return new Standing(objection(user, account, home), email);
    }

    private static Optional<String> objection(User user, SlackAccount account, Home home) {
        if (!account.user().equals(user.getId())) {
            return Optional.of("Slack could not say who you are.");
        }
        if (user.isDeleted()) {
            return Optional.of("Your Slack account is deactivated.");
        }
        if (user.isBot() || user.isWorkflowBot() || user.isConnectorBot()) {
            return Optional.of("Bots and workflows decide nothing.");
        }
        if (user.isRestricted() || user.isUltraRestricted()) {
            return Optional.of("Guests of this workspace decide nothing.");
        }
        return user.isStranger() || !isMember(user, home)
                ? Optional.of("You are not a member of the workspace that this app serves.")
                : Optional.empty();
    }

    private static boolean isMember(User user, Home home) {
        boolean throughOrganisation = user.getEnterpriseUser() != null
                && user.getEnterpriseUser().getTeams() != null
                && user.getEnterpriseUser().getTeams().contains(home.team());
        return home.team().equals(user.getTeamId()) || throughOrganisation;
    }
}
