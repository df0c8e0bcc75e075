package dev.approvals.slack.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.model.User;
import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdentitiesTest {

    private static final Home HOME = new Home("A1", "T1", Optional.of("E1"));
    private static final SlackAccount ALICE = new SlackAccount(Optional.of("E1"), "T1", "U1");
    private static final Principal OIDC_ALICE = new Principal("https://idp.example.com", "00u1");

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final List<String> asked = new ArrayList<>();
    private User user = member();

    private static User member() {
        User user = new User();
        user.setId("U1");
        user.setTeamId("T1");
        user.setAppUser(true);
        user.setProfile(new User.Profile());
        user.getProfile().setEmail("alice@example.com");
        return user;
    }

    private User find(String id) {
        asked.add(id);
        return user;
    }

    private Identities identities(AccountMap map) {
        return new Identities(HOME, this::find, map, clock);
    }

    private static String why(Identification identification) {
        assertThat(identification).isInstanceOf(Identification.Refused.class);
        return ((Identification.Refused) identification).why();
    }

    private static Principal account(Identification identification) {
        assertThat(identification).isInstanceOf(Identification.Known.class);
        return ((Identification.Known) identification).reviewer().account();
    }

    @Test
    void aMemberStandsForTheirOwnAccountKnownByAChatPlatform() {
        Identification found = identities(AccountMap.itself()).identify(ALICE);

        assertThat(account(found)).isEqualTo(new Principal("slack:T1", "U1"));
        assertThat(((Identification.Known) found).reviewer().assurance()).isEqualTo(Assurance.CHAT_PLATFORM);
        assertThat(((Identification.Known) found).reviewer().evidence()).contains("T1", "U1", "by user id");
    }

    @Test
    void theHostsMapComesBeforeTheAddress() {
        user.setEmailConfirmed(true);
        AccountMap map = AccountMap.itself()
                .users(Map.of("U1", OIDC_ALICE))
                .byVerifiedEmail(address -> Optional.of(Principal.local("somebody else")));

        assertThat(account(identities(map).identify(ALICE))).isEqualTo(OIDC_ALICE);
    }

    @Test
    void aVerifiedAddressCountsOnlyWhereSwitchedOn() {
        user.setEmailConfirmed(true);
        AccountMap map = AccountMap.itself()
                .byVerifiedEmail(
                        address -> address.equals("alice@example.com") ? Optional.of(OIDC_ALICE) : Optional.empty());

        assertThat(account(identities(map).identify(ALICE))).isEqualTo(OIDC_ALICE);
        assertThat(account(identities(AccountMap.itself()).identify(ALICE))).isEqualTo(ALICE.principal());
    }

    @Test
    void anAddressThatSlackHasNotVerifiedOrTheDirectoryDoesNotKnowIsNobodys() {
        AccountMap all = AccountMap.itself().byVerifiedEmail(address -> Optional.of(OIDC_ALICE));
        assertThat(why(identities(all).identify(ALICE))).contains("verified", "Nothing was recorded");

        user.setEmailConfirmed(true);
        AccountMap none = AccountMap.itself().byVerifiedEmail(address -> Optional.empty());
        assertThat(why(identities(none).identify(ALICE))).contains("no account", "Ask whoever runs");

        user.getProfile().setEmail(null);
        assertThat(why(identities(all).identify(ALICE))).contains("verified");
    }

    static Stream<Arguments> whoIsNobody() {
        return Stream.of(
                nobody("deactivated", user -> user.setDeleted(true)),
                nobody("Bots", user -> user.setBot(true)),
                nobody("Bots", user -> user.setWorkflowBot(true)),
                nobody("Bots", user -> user.setConnectorBot(true)),
                nobody("Guests", user -> user.setRestricted(true)),
                nobody("Guests", user -> user.setUltraRestricted(true)),
                nobody("not a member", user -> user.setStranger(true)),
                nobody("not a member", user -> user.setTeamId("T2")),
                nobody("not a member", user -> user.setTeamId(null)),
                nobody("could not say", user -> user.setId("U2")),
                nobody("could not say", user -> user.setId(null)));
    }

    private static Arguments nobody(String why, Consumer<User> trait) {
        return Arguments.of(why, trait);
    }

    @ParameterizedTest
    @MethodSource("whoIsNobody")
    void refusesAndTellsWhyAlsoThoseWhoAreMapped(String why, Consumer<User> trait) {
        trait.accept(user);

        Identities identities = identities(AccountMap.itself().users(Map.of("U1", OIDC_ALICE)));

        assertThat(why(identities.identify(ALICE))).contains(why, "Nothing was recorded");
    }

    @Test
    void aMemberThroughTheOrganisationIsAMember() {
        user.setTeamId("T9");
        user.setEnterpriseUser(new User.EnterpriseUser());
        user.getEnterpriseUser().setTeams(List.of("T9", "T1"));

        assertThat(account(identities(AccountMap.itself()).identify(ALICE))).isEqualTo(ALICE.principal());
    }

    @Test
    void refusesOtherWorkspacesAndOrganisationsWithoutAskingSlack() {
        Identities identities = identities(AccountMap.itself().users(Map.of("U1", OIDC_ALICE)));

        for (SlackAccount stranger : List.of(
                new SlackAccount(Optional.of("E1"), "T2", "U1"),
                new SlackAccount(Optional.of("E2"), "T1", "U1"),
                new SlackAccount(Optional.empty(), "T1", "U1"))) {
            assertThat(why(identities.identify(stranger))).contains("another Slack workspace");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyIsKnownWhileSlackOrTheDirectoryDoesNotAnswer() {
        Identities slackDown = new Identities(
                HOME,
                id -> {
                    throw new IOException("down");
                },
                AccountMap.itself(),
                clock);
        assertThat(why(slackDown.identify(ALICE))).contains("just now", "Try again");

        user.setEmailConfirmed(true);
        AccountMap broken = AccountMap.itself().byVerifiedEmail(address -> {
            throw new IllegalStateException("the directory is down");
        });
        assertThat(why(identities(broken).identify(ALICE))).contains("just now");
    }

    @Test
    void asksSlackAgainAfterFiveMinutesAndThenSeesThatSomebodyLeft() {
        Identities identities = identities(AccountMap.itself());
        identities.identify(ALICE);
        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        identities.identify(ALICE);
        assertThat(asked).hasSize(1);

        user.setDeleted(true);
        now = now.plusMillis(1);

        assertThat(why(identities.identify(ALICE))).contains("deactivated");
        assertThat(asked).hasSize(2);
    }

    @Test
    void remembersABoundedNumberOfPeople() {
        Identities identities = new Identities(
                HOME,
                id -> {
                    asked.add(id);
                    User found = member();
                    found.setId(id);
                    return found;
                },
                AccountMap.itself(),
                clock);
        for (int i = 0; i <= 1_000; i++) {
            identities.identify(new SlackAccount(Optional.of("E1"), "T1", "U" + i));
        }
        asked.clear();

        identities.identify(new SlackAccount(Optional.of("E1"), "T1", "U1000"));
        assertThat(asked).isEmpty();
        identities.identify(new SlackAccount(Optional.of("E1"), "T1", "U0"));
        assertThat(asked).containsExactly("U0");
    }

    @Test
    void twoUsersNeverShareAnAccount() {
        Map<String, Principal> shared = new HashMap<>(Map.of("U1", OIDC_ALICE, "U2", OIDC_ALICE));

        assertThatThrownBy(() -> AccountMap.itself().users(shared))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Two users", "00u1", "Map each account once");
    }

    @Test
    void row8NobodyComesByAddressOrIdToAnAccountThatWasWrittenDownForAnother() {
        user.setEmailConfirmed(true);
        AccountMap byAddress =
                AccountMap.itself().users(Map.of("U2", OIDC_ALICE)).byVerifiedEmail(address -> Optional.of(OIDC_ALICE));
        AccountMap byId = AccountMap.itself().users(Map.of("U2", ALICE.principal()));

        assertThat(why(identities(byAddress).identify(ALICE))).contains("somebody else's", "mend the map");
        assertThat(why(identities(byId).identify(ALICE))).contains("somebody else's", "mend the map");
    }

    @Test
    void whatIsNoIdOfAPersonIsRefusedInTheMap() {
        assertThatThrownBy(() -> AccountMap.itself().users(Map.of("alice", OIDC_ALICE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"alice\" is no id of a person", "Copy member ID");
    }
}
