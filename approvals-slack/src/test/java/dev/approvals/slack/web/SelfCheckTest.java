package dev.approvals.slack.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.slack.web.SelfCheck.Wanted;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    private final LoopbackSlack slack = LoopbackSlack.start();
    private final SlackWeb web = SlackWeb.of(slack.botToken(), Optional.of(slack.endpoint()));

    SelfCheckTest() {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel("C0APPROVALS", "approvals", "U0ALICE");
        slack.privateChannel("C0SECRET", "secret", "U0ALICE");
    }

    @AfterEach
    void close() {
        web.close();
        slack.close();
    }

    @Test
    void anAppThatIsReadyIsToldWhoItIs() throws IOException {
        assertThat(SelfCheck.of(
                        web, new Wanted(List.of("C0APPROVALS", "C0SECRET", "U0ALICE"), Set.of(), slack.appToken())))
                .isEqualTo(new SelfCheck.Login("A0APPROVALS", "T0LOOP", Optional.empty(), "approvals"));

        slack.enterprise("E1");
        assertThat(SelfCheck.of(web, new Wanted(List.of(), Set.of(), slack.appToken()))
                        .enterprise())
                .contains("E1");
    }

    @Test
    void everyScopeThatIsMissingIsNamedAndWhatItIsForAndHowToAddIt() {
        slack.withoutBotScopes("files:write", "groups:read", "users:read.email");

        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(
                        web, new Wanted(List.of("C0APPROVALS"), Set.of("users:read.email"), slack.appToken())))
                .withMessage("The Slack app \"approvals\" in \"Loopback\" is not ready: its bot token lacks the scopes"
                        + " files:write (to attach what does not fit into a message),"
                        + " groups:read (to see that the app is in its private channels), users:read.email: add them on the"
                        + " app's page \"OAuth & Permissions\" under \"Bot Token Scopes\" and install the app again.");
    }

    @Test
    void everyChannelThatTheAppIsNotInIsNamedAndHowToInviteIt() {
        slack.removed("C0APPROVALS", "U0APPROVALS");
        slack.removed("C0SECRET", "U0APPROVALS");

        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(
                        web, new Wanted(List.of("C0APPROVALS", "C0SECRET", "C0NOWHERE"), Set.of(), slack.appToken())))
                .withMessageContaining(
                        "it is not in the channel C0APPROVALS (#approvals): write \"/invite @approvals\" there")
                .withMessageContaining("the channel C0SECRET cannot be seen (channel_not_found)")
                .withMessageContaining("the channel C0NOWHERE cannot be seen (channel_not_found)");
    }

    @Test
    void anArchivedChannelIsSaidToBe() {
        slack.archived("C0APPROVALS", true);

        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(web, new Wanted(List.of("C0APPROVALS"), Set.of(), slack.appToken())))
                .withMessageContaining("the channel C0APPROVALS (#approvals) is archived: name another one");
    }

    @Test
    void aTokenThatDoesNotWorkIsSaidToBeTheFault() {
        slack.botTokenRevoked(true);

        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(web, new Wanted(List.of("C0APPROVALS"), Set.of(), slack.appToken())))
                .withMessageContaining("Slack refused auth.test: ")
                .withMessageContaining("Copy the token anew: the bot token (xoxb-...)")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(slack.botToken()));
    }

    @Test
    void anAppLevelTokenThatHearsNothingOrIsAnotherAppsIsSaidToBe() {
        slack.withoutAppScopes();
        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(web, new Wanted(List.of(), Set.of(), slack.appToken())))
                .withMessageContaining("its app-level token lacks the scope connections:write (to hear clicks): make"
                        + " another on the app's page \"Basic Information\"");
        assertThatIllegalStateException()
                .isThrownBy(() -> SelfCheck.of(web, new Wanted(List.of(), Set.of(), "xapp-of-nobody")))
                .withMessageContaining("Slack refused auth.test for the app-level token: invalid_auth")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("xapp-of-nobody"));
    }

    @Test
    void anAppLevelTokenWhoseScopesSlackDoesNotNameIsLeftToTheSocket() throws Exception {
        slack.appScopesUnnamed();

        assertThat(SelfCheck.of(web, new Wanted(List.of(), Set.of(), slack.appToken()))
                        .app())
                .isEqualTo("A0APPROVALS");
    }

    @Test
    void aSlackThatCannotBeAskedNowIsNoFaultOfTheSetUp() {
        slack.faults().everywhere(new Fault.Status(503));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SelfCheck.of(web, new Wanted(List.of("C0APPROVALS"), Set.of(), slack.appToken())));
    }
}
