package dev.approvals.examples.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.examples.Main;
import dev.approvals.examples.Ran;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.Person;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlackExampleTest {

    private static final String CHANNEL = "C0OPS";

    private static Ran run(Map<String, String> environment, String... args) {
        return Ran.of(
                (out, err, options) -> new SlackExample(out, err, environment, Optional.empty()).run(options), args);
    }

    @Test
    void withoutTokensItPlaysOnThisMachine() {
        Ran ran = run(Map.of());

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "Slack runs on this machine",
                        "Slack   shows in #approvals:",
                        "Export 200 rows of customers to customers-sample.csv",
                        "int,\n    String)",
                        "  |   1: \"id\"",
                        "| columns with personal data: name, email",
                        "Claimed by the agent, not checked",
                        "( Approve ) ( Deny )",
                        "Alice   clicks Approve",
                        "called export and is told: Exported 200 rows",
                        "(masked: only the tool sees it)",
                        "Bob     clicks Approve",
                        "tells Bob alone: Not counted",
                        "called upload and is told: Not executed",
                        "APPROVE by local:bob: SELF_APPROVAL",
                        "DENY by local:alice: personal data stays in the house",
                        "[ok]")
                .doesNotContain("[NO]")
                .doesNotContain("partner-7f3c-import");
    }

    @Test
    void withTokensItIsPlayedInThatSlack() throws Exception {
        ExecutorService terminal = Executors.newSingleThreadExecutor();
        try (LoopbackSlack slack = workspace()) {
            CompletableFuture<Ran> example = CompletableFuture.supplyAsync(
                    () -> inSlack(slack, "--channel", CHANNEL, "--alice", "U0ME", "--bob", "U0BOB"), terminal);
            Person me = slack.person("U0ME");
            slack.sockets().awaitConnections(1);

            click(me, card(slack, "Export"), "Deny");
            Ran ran = example.get(60, TimeUnit.SECONDS);

            assertThat(ran.err()).isEmpty();
            assertThat(ran.status()).as(ran.out()).isZero();
            assertThat(ran.out())
                    .contains("You are Alice: look at channel C0OPS")
                    .contains("DENY by local:alice")
                    .contains("export: 1 held, 0 approved by Alice");
            assertThat(slack.messages(CHANNEL))
                    .as("rewritten before the example ends")
                    .singleElement()
                    .satisfies(card -> assertThat(card.buttons()).isEmpty());
        } finally {
            terminal.shutdownNow();
        }
    }

    private static Ran inSlack(LoopbackSlack slack, String... args) {
        Map<String, String> environment =
                Map.of("SLACK_BOT_TOKEN", slack.botToken(), "SLACK_APP_TOKEN", slack.appToken());
        return Ran.of(
                (out, err, options) ->
                        new SlackExample(out, err, environment, Optional.of(slack.endpoint())).run(options),
                args);
    }

    private static LoopbackSlack workspace() {
        LoopbackSlack slack = LoopbackSlack.start();
        slack.user(SlackUser.member("U0ME", "me"));
        slack.user(SlackUser.member("U0BOB", "bob"));
        slack.channel(CHANNEL, "ops", "U0ME", "U0BOB");
        return slack;
    }

    private static SlackMessage card(LoopbackSlack slack, String saying) {
        return slack.await(
                CHANNEL,
                message -> message.button("Deny").isPresent()
                        && message.blocks().toString().contains(saying));
    }

    private static void click(Person person, SlackMessage card, String label) throws Exception {
        assertThat(person.click(card, label).get(60, TimeUnit.SECONDS).taken()).isTrue();
    }

    @Test
    void whatTheAppMayNotDoIsSaidAtTheStart() {
        try (LoopbackSlack slack = workspace()) {
            slack.withoutBotScopes("chat:write");
            Ran scope = inSlack(slack, "--channel", CHANNEL, "--alice", "U0ME");
            assertThat(scope.status()).isEqualTo(2);
            assertThat(scope.err()).contains("chat:write");
        }
        try (LoopbackSlack slack = workspace()) {
            slack.removed(CHANNEL, "U0APPROVALS");
            Ran invitation = inSlack(slack, "--channel", CHANNEL, "--alice", "U0ME");
            assertThat(invitation.status()).isEqualTo(2);
            assertThat(invitation.err()).contains("/invite");
        }
    }

    @Test
    void anIdThatIsNoneIsNamed() {
        try (LoopbackSlack slack = workspace()) {
            Ran ran = inSlack(slack, "--channel", "#ops", "--alice", "U0ME");
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.err()).contains("\"#ops\" is no id of a channel");
        }
    }

    @Test
    void whatIsMissingIsSaidWithItsCure() {
        Map<String, String> bot = Map.of("SLACK_BOT_TOKEN", "xoxb-1");
        Map<String, String> both = Map.of("SLACK_BOT_TOKEN", "xoxb-1", "SLACK_APP_TOKEN", "xapp-1");

        assertThat(run(bot)).returns(2, Ran::status);
        assertThat(run(bot).err()).contains("only one of SLACK_BOT_TOKEN and SLACK_APP_TOKEN", "docs/slack.md");
        assertThat(run(Map.of(), "--channel", "C0OPS").err()).contains("for your own Slack", "leave the options out");
        assertThat(run(both).err()).contains("--channel C... --alice U...");
        assertThat(run(both, "--channel", "C0OPS", "--alice", "U0ME", "--bob", "U0ME")
                        .err())
                .contains("cannot be Alice and Bob");
        assertThat(run(both, "--channel", "C0OPS", "--alice", "alice").err())
                .contains("\"alice\" is no member id", "Copy member ID");
        assertThat(run(both, "--channel").err()).contains("--channel needs an id");
        assertThat(run(both, "--chanel").err()).isEqualTo("There is no option \"--chanel\". --help lists them\n");
        assertThat(Main.run(System.out, System.err, "slack", "--help")).isZero();
        assertThat(run(Map.of(), "--help").out()).contains("SLACK_APP_TOKEN", "Copy member ID");
    }
}
