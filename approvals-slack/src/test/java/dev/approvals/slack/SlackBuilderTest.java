package dev.approvals.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.approvals.slack.web.SelfCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SlackBuilderTest {

    private static final Map<String, String> SOCKET = Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN", "xapp-1");

    @Test
    void twoVariablesAndAChannelAreEnough() {
        try (SlackApprover approver =
                SlackBuilder.from(SOCKET).channel("C0123ABC").build()) {
            assertThat(approver.name()).isEqualTo("slack");
            assertThatIllegalStateException()
                    .isThrownBy(approver::servlet)
                    .withMessageContaining("SLACK_SIGNING_SECRET");
        }
    }

    @Test
    void withASigningSecretClicksComeOverHttp() {
        Map<String, String> http = Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_SIGNING_SECRET", "s3cret");
        try (SlackApprover approver =
                SlackBuilder.from(http).channel("C0123ABC").build()) {
            assertThat(approver.servlet()).isNotNull();
        }
    }

    @Test
    void aVariableThatIsMissingIsNamedAndWhereToFindWhatBelongsThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SlackBuilder.from(Map.of()))
                .withMessageContaining("SLACK_BOT_TOKEN to the bot token (xoxb-...)")
                .withMessageContaining("OAuth & Permissions");
        assertThatIllegalStateException()
                .isThrownBy(() -> SlackBuilder.from(Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN", " ")))
                .withMessageContaining("SLACK_APP_TOKEN")
                .withMessageContaining("connections:write")
                .withMessageContaining("SLACK_SIGNING_SECRET");
    }

    @Test
    void tokensInEachOthersPlaceAreRefusedAndNotRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlackApprover.builder().botToken("xapp-s3cret"))
                .withMessageContaining("bot token begins with xoxb-")
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("s3cret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlackApprover.builder().socketMode("xoxb-s3cret"))
                .withMessageContaining("app-level token begins with xapp-");
    }

    @Test
    void namesAreNoPlaces() {
        for (String name : List.of("#approvals", "approvals", "@alice", "alice@example.com", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SlackBuilder.from(SOCKET).channel(name))
                    .withMessageContaining("\"" + name + "\" is no id of a channel or person in Slack")
                    .withMessageContaining("Copy link");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SlackBuilder.from(SOCKET).group("dba", name));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SlackBuilder.from(SOCKET).onCall("dba", name))
                    .withMessageContaining("person or user group");
        }
    }

    @Test
    void whatIsNotSaidIsAskedFor() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SlackBuilder.from(SOCKET).build())
                .withMessageContaining("a place to post in");
        assertThatIllegalStateException()
                .isThrownBy(() -> SlackApprover.builder()
                        .socketMode("xapp-1")
                        .channel("C1AB")
                        .build())
                .withMessageContaining("a bot token");
        assertThatIllegalStateException()
                .isThrownBy(() -> SlackBuilder.from(SOCKET)
                        .signedHttp("s3cret")
                        .channel("C1AB")
                        .build())
                .withMessageContaining("one way for clicks to come in, and not two");
    }

    @Test
    void aSigningSecretThatIsEmptyIsSaidToBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlackApprover.builder().signedHttp(""))
                .withMessageContaining("signing secret is empty");
    }

    @Test
    void theManifestAsksForExactlyTheScopesThatTheStartLooksFor() throws IOException {
        String manifest = Files.readString(Path.of("..", "docs", "slack", "manifest.yaml"));

        assertThat(Pattern.compile("(?m)^      - ([a-z:.]+)")
                        .matcher(manifest)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(SelfCheck.scopes());
        assertThat(manifest)
                .contains(
                        "socket_mode_enabled: true",
                        "messages_tab_enabled: true",
                        "  interactivity:\n    is_enabled: true");
    }
}
