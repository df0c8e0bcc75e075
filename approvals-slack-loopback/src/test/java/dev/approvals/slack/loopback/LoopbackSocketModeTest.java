package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.framing.CloseFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackSocketModeTest {

    private static final String OPS = "C0OPS";
    private static final String CARD = "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"value\":\"v1\","
            + "\"action_id\":\"approve\",\"text\":{\"type\":\"plain_text\",\"text\":\"Approve\"}}]}]";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackSlack slack = LoopbackSlack.start(clock);
    private final MethodsClient bot = Sdk.bot(slack);
    private final Person alice = slack.person("U0ALICE");

    @BeforeEach
    void card() throws Exception {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel(OPS, "ops", "U0ALICE");
        bot.chatPostMessage(r -> r.channel(OPS).text("card").blocksAsString(CARD));
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private CompletableFuture<Ack> click() {
        return alice.click(alice.sees(OPS).get(0), "Approve");
    }

    private static Ack soon(CompletableFuture<Ack> ack) throws Exception {
        return ack.get(30, TimeUnit.SECONDS);
    }

    @Test
    void theSdksOwnClientGetsAClickAndAcknowledgesIt() throws Exception {
        CompletableFuture<JsonNode> got = new CompletableFuture<>();
        try (SocketModeClient client =
                Sdk.slack(slack).socketMode(slack.appToken(), SocketModeClient.Backend.JavaWebSocket)) {
            client.addInteractiveEnvelopeListener(envelope -> {
                client.sendSocketModeResponse(new AckResponse(envelope.getEnvelopeId()));
                got.complete(Json.read(envelope.getPayload().toString()));
            });
            client.connect();
            slack.sockets().awaitConnections(1);

            assertThat(soon(click()).taken()).isTrue();
        }

        JsonNode payload = got.get(30, TimeUnit.SECONDS);
        assertThat(payload.at("/actions/0/value").asText()).isEqualTo("v1");
        assertThat(payload.at("/user/id").asText()).isEqualTo("U0ALICE");
        assertThat(payload.at("/container/channel_id").asText()).isEqualTo(OPS);
        assertThat(payload.at("/api_app_id").asText()).isEqualTo("A0APPROVALS");
    }

    @Test
    void helloComesFirstAndAnAddressIsGoodOnce() throws Exception {
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            assertThat(app.next("hello").at("/connection_info/app_id").asText()).isEqualTo("A0APPROVALS");
            assertThat(slack.sockets()
                            .admits(app.getURI().getRawPath() + "?"
                                    + app.getURI().getRawQuery()))
                    .isFalse();
        }
        assertThat(Sdk.client(slack, slack.botToken())
                        .appsConnectionsOpen(r -> r)
                        .getError())
                .isEqualTo("not_allowed_token_type");
        slack.withoutAppScopes();
        assertThat(Sdk.client(slack, slack.appToken())
                        .appsConnectionsOpen(r -> r)
                        .getError())
                .isEqualTo("missing_scope");
    }

    @Test
    void nobodyConnectedMeansNobodyHears() throws Exception {
        assertThat(soon(click())).isEqualTo(Ack.none(0, 0));
    }

    @Test
    void anEnvelopeThatNobodyAcknowledgesComesAgainToAnotherConnection() throws Exception {
        try (SocketApp deaf = SocketApp.silent(slack);
                SocketApp app = SocketApp.acknowledging(slack)) {
            slack.sockets().awaitConnections(2);
            deaf.next("hello");
            app.next("hello");

            CompletableFuture<Ack> ack = click();
            JsonNode first = deaf.next("interactive");
            assertThat(ack).isNotDone();
            clock.advance(Duration.ofSeconds(3));

            assertThat(soon(ack)).satisfies(done -> {
                assertThat(done.taken()).isTrue();
                assertThat(done.attempts()).isEqualTo(2);
            });
            JsonNode second = app.next("interactive");
            assertThat(second.path("envelope_id")).isEqualTo(first.path("envelope_id"));
            assertThat(second.path("retry_attempt").asInt()).isEqualTo(1);
        }
    }

    @Test
    void afterFourAttemptsSlackGivesUp() throws Exception {
        try (SocketApp deaf = SocketApp.silent(slack)) {
            slack.sockets().awaitConnections(1);

            CompletableFuture<Ack> ack = click();
            clock.advance(Duration.ofSeconds(12));

            assertThat(soon(ack)).isEqualTo(Ack.none(4, 0));
        }
    }

    @Test
    void anEnvelopeComesTwiceWhereATestWantsIt() throws Exception {
        slack.sockets().copies(2);
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            slack.sockets().awaitConnections(1);
            app.next("hello");

            assertThat(soon(click()).taken()).isTrue();

            assertThat(app.next("interactive")).isEqualTo(app.next("interactive"));
            assertThat(slack.sockets().strays()).isEmpty();
            assertThat(clock.alarms()).isZero();
        }
    }

    @Test
    void whatAcknowledgesNothingIsKept() throws Exception {
        try (SocketApp app = new SocketApp(slack, envelope -> Optional.of("{\"envelope_id\":\"other\"}"))) {
            slack.sockets().awaitConnections(1);
            CompletableFuture<Ack> ack = click();
            app.next("hello");
            app.next("interactive");
            slack.sockets().awaitStray("{\"envelope_id\":\"other\"}");
            clock.advance(Duration.ofSeconds(12));

            assertThat(soon(ack).taken()).isFalse();
        }
    }

    @Test
    void slackAsksForANewConnectionAndClosesTheOldOne() throws Exception {
        try (SocketApp old = SocketApp.acknowledging(slack)) {
            old.next("hello");
            slack.sockets().refresh();
            assertThat(old.next("disconnect").path("reason").asText()).isEqualTo("refresh_requested");
            assertThat(slack.sockets().connections()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(10));

            assertThat(old.next("closed").path("code").asInt()).isEqualTo(CloseFrame.NORMAL);
        }
    }

    @Test
    void aLinkIsDisabledAndACutOneEndsWithoutAWord() throws Exception {
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            app.next("hello");
            slack.sockets().drop();
            assertThat(app.next("closed").path("code").asInt()).isEqualTo(CloseFrame.ABNORMAL_CLOSE);
        }
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            app.next("hello");
            slack.sockets().disable();
            assertThat(app.next("disconnect").path("reason").asText()).isEqualTo("link_disabled");
            app.next("closed");
        }
        assertThat(Sdk.client(slack, slack.appToken())
                        .appsConnectionsOpen(r -> r)
                        .isOk())
                .isFalse();
    }

    @Test
    void slackIsDownForCallsAndConnectionsAndComesBackAsItWas() throws Exception {
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            app.next("hello");
            slack.down();
            app.next("closed");
        }
        assertThatIOException().isThrownBy(() -> SocketApp.address(slack));

        slack.up();

        assertThat(slack.messages(OPS)).hasSize(1);
        try (SocketApp app = SocketApp.acknowledging(slack)) {
            app.next("hello");
            assertThat(soon(click()).taken()).isTrue();
        }
    }
}
