package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature.Generator;
import com.slack.api.app_backend.SlackSignature.Verifier;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiTextResponse;
import dev.approvals.slack.loopback.HttpDoor.Answer;
import dev.approvals.slack.loopback.HttpDoor.Ask;
import dev.approvals.testkit.ManualTimekeeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks and modals, posted as signed HTTP to an app that does as it is told. */
class LoopbackInteractivityTest {

    private static final String OPS = "C0OPS";
    private static final String CARD = "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"value\":\"v1\","
            + "\"action_id\":\"deny\",\"text\":{\"type\":\"plain_text\",\"text\":\"Deny\"}}]}]";
    private static final String MODAL = "{\"type\":\"modal\",\"callback_id\":\"deny\",\"private_metadata\":\"m\","
            + "\"title\":{\"type\":\"plain_text\",\"text\":\"Deny\"},\"submit\":{\"type\":\"plain_text\",\"text\":\"Deny\"},"
            + "\"blocks\":[{\"type\":\"input\",\"block_id\":\"why\",\"label\":{\"type\":\"plain_text\",\"text\":\"Why\"},"
            + "\"element\":{\"type\":\"plain_text_input\",\"action_id\":\"text\",\"min_length\":3,\"max_length\":10}}]}";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackSlack slack = LoopbackSlack.start(clock);
    private final MethodsClient bot = Sdk.bot(slack);
    private final Person alice = slack.person("U0ALICE");
    private final BlockingQueue<Ask> asked = new LinkedBlockingQueue<>();
    private volatile Answer answer = new Answer(200, Map.of(), "");
    private final HttpDoor app = new HttpDoor(ask -> {
        asked.add(ask);
        return Optional.of(answer);
    });

    @BeforeEach
    void card() throws Exception {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.user(SlackUser.member("U0BOB", "bob"));
        slack.channel(OPS, "ops", "U0ALICE");
        slack.interactivityAt(app.address().resolve("/slack/interactions"));
        bot.chatPostMessage(r -> r.channel(OPS).text("card").blocksAsString(CARD));
    }

    @AfterEach
    void close() {
        slack.close();
        app.close();
    }

    private SlackMessage seen() {
        return alice.sees(OPS).get(0);
    }

    private static Ack soon(CompletableFuture<Ack> ack) throws Exception {
        return ack.get(30, TimeUnit.SECONDS);
    }

    private JsonNode click() throws Exception {
        assertThat(soon(alice.click(seen(), "Deny")).taken()).isTrue();
        return Json.read(Arguments.form(asked.take().text()).get("payload"));
    }

    @Test
    void aClickIsSignedAsTheSdkVerifiesIt() throws Exception {
        SignedRequest request = slack.signed(alice.clickPayload(seen(), "Deny"));
        Verifier verifier = new Verifier(new Generator(slack.signingSecret()));
        long now = clock.now().toEpochMilli();

        assertThat(verifier.isValid(request.timestamp(), request.body(), request.signature(), now))
                .isTrue();
        assertThat(verifier.isValid(request.timestamp(), request.body() + "&", request.signature(), now))
                .isFalse();
        assertThat(request.to(app.address()).headers().firstValue("X-Slack-Signature"))
                .contains(request.signature());
        assertThat(click().at("/actions/0/action_id").asText()).isEqualTo("deny");
    }

    @Test
    void anAppThatFailsOrBabblesHasNotTakenAClick() throws Exception {
        answer = new Answer(500, Map.of(), "");
        assertThat(soon(alice.click(seen(), "Deny"))).isEqualTo(Ack.none(1, 500));
        answer = new Answer(200, Map.of(), "<html>");
        assertThat(soon(alice.click(seen(), "Deny")).taken()).isFalse();
        slack.interactivityAt(URI.create("http://127.0.0.1:1/"));
        assertThat(soon(alice.click(seen(), "Deny"))).isEqualTo(Ack.none(1, 0));
    }

    @Test
    void whoIsNotInTheChannelCannotClick() {
        SlackMessage message = seen();

        assertThat(slack.person("U0BOB").sees(OPS)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slack.person("U0BOB").click(message, "Deny"))
                .withMessageContaining("does not see");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alice.click(message, "Approve"))
                .withMessageContaining("no \"Approve\" to click");
    }

    @Test
    void aTriggerOpensOneModalWithinThreeSeconds() throws Exception {
        String trigger = click().path("trigger_id").asText();
        clock.advance(Duration.ofSeconds(3));
        assertThat(open(trigger).isOk()).isTrue();
        assertThat(open(trigger).getError()).isEqualTo("exchanged_trigger_id");

        String late = click().path("trigger_id").asText();
        clock.advance(Duration.ofMillis(3_001));
        assertThat(open(late).getError()).isEqualTo("expired_trigger_id");
        assertThat(open("1.2.x").getError()).isEqualTo("invalid_trigger_id");
    }

    private SlackApiTextResponse open(String trigger) throws Exception {
        return bot.viewsOpen(r -> r.triggerId(trigger).viewAsString(MODAL));
    }

    @Test
    void aModalIsFilledInSentBackWithErrorsAndThenClosed() throws Exception {
        open(click().path("trigger_id").asText());
        Modal modal = alice.awaitModal();
        assertThat(modal.privateMetadata()).isEqualTo("m");

        answer = Answer.json(200, "{\"response_action\":\"errors\",\"errors\":{\"why\":\"say more\"}}");
        Ack refused = soon(alice.submit(modal, Map.of("why", "because")));
        assertThat(refused.errors()).containsExactly(Map.entry("why", "say more"));
        assertThat(alice.modal()).isPresent();

        answer = new Answer(200, Map.of(), "");
        asked.clear();
        assertThat(soon(alice.submit(modal, Map.of("text", "no need"))).action())
                .isEmpty();
        assertThat(alice.modal()).isEmpty();
        JsonNode payload = Json.read(Arguments.form(asked.take().text()).get("payload"));
        assertThat(payload.at("/view/state/values/why/text/value").asText()).isEqualTo("no need");
        assertThat(payload.at("/view/callback_id").asText()).isEqualTo("deny");
    }

    @Test
    void slacksClientSendsNoModalThatIsNotFilledIn() throws Exception {
        open(click().path("trigger_id").asText());
        Modal modal = alice.awaitModal();

        for (String entry : List.of("", "ab", "12345678901", "a\nbc")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> alice.submit(modal, Map.of("why", entry)))
                    .withMessageStartingWith("Slack would not send this modal: \"Why\"");
        }
        assertThat(soon(alice.close(modal)).attempts()).isZero();
        assertThat(alice.modal()).isEmpty();
    }

    @Test
    void aModalWithTooMuchInItIsNotOpened() throws Exception {
        String trigger = click().path("trigger_id").asText();

        var refused = bot.viewsOpen(r ->
                r.triggerId(trigger).viewAsString(MODAL.replace("\"m\"", "\"" + "x".repeat(3_001) + "\"")));

        assertThat(refused.getError()).isEqualTo("invalid_arguments");
        assertThat(refused.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]");
    }

    @Test
    void aModalIsUpdatedByItsHash() throws Exception {
        open(click().path("trigger_id").asText());
        Modal modal = alice.awaitModal();

        assertThat(bot.viewsUpdate(r -> r.viewId(modal.id()).hash("old").viewAsString(MODAL))
                        .getError())
                .isEqualTo("hash_conflict");
        assertThat(bot.viewsUpdate(r -> r.viewId(modal.id()).hash(modal.hash()).viewAsString(MODAL))
                        .isOk())
                .isTrue();
        assertThat(alice.awaitModal().hash()).isNotEqualTo(modal.hash());
    }

    @Test
    void aResponseAddressAnswersFiveTimesWithinThirtyMinutes() throws Exception {
        URI address = URI.create(click().path("response_url").asText());
        for (int i = 0; i < 5; i++) {
            assertThat(respond(address, "{\"text\":\"not yours\"}")).contains("\"ok\":true");
        }
        assertThat(respond(address, "{\"text\":\"x\"}")).contains("used_url");
        assertThat(alice.told(OPS)).hasSize(5).containsOnly("not yours");

        URI late = URI.create(click().path("response_url").asText());
        clock.advance(Duration.ofMinutes(31));
        assertThat(respond(late, "{\"text\":\"x\"}")).contains("expired_url");
    }

    private static String respond(URI address, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
