package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.testkit.ManualTimekeeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong when a test wants it to, and encodings beside the SDK's. */
class LoopbackFaultsTest {

    private static final String OPS = "C0OPS";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackSlack slack = LoopbackSlack.start(clock);
    private final MethodsClient bot = Sdk.bot(slack);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void channel() {
        slack.channel(OPS, "ops");
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private ChatPostMessageResponse post() throws Exception {
        return bot.chatPostMessage(message -> message.channel(OPS).text("x"));
    }

    @Test
    void afterABurstAChannelTakesOneMessageASecond() throws Exception {
        slack.rateLimits().on();
        for (int i = 0; i < 3; i++) {
            assertThat(post().isOk()).isTrue();
        }

        assertThatExceptionOfType(SlackApiException.class)
                .isThrownBy(this::post)
                .satisfies(refused -> {
                    assertThat(refused.getResponse().code()).isEqualTo(429);
                    assertThat(refused.getResponse().header("Retry-After")).isEqualTo("1");
                });
        assertThat(slack.rateLimits().refused()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(post().isOk()).isTrue();
        assertThat(slack.messages(OPS)).hasSize(4);
    }

    @Test
    void aCallFailsAsOftenAsItWasTold() throws Exception {
        slack.faults().next("chat.postMessage", new Fault.Status(503), new Fault.TooMany(Duration.ofSeconds(7)));
        slack.faults().next("chat.postMessage", new Fault.NotOk("internal_error"));

        assertThatExceptionOfType(SlackApiException.class)
                .isThrownBy(this::post)
                .satisfies(failed -> assertThat(failed.getResponse().code()).isEqualTo(503));
        assertThatExceptionOfType(SlackApiException.class)
                .isThrownBy(this::post)
                .satisfies(failed ->
                        assertThat(failed.getResponse().header("Retry-After")).isEqualTo("7"));
        assertThat(post().getError()).isEqualTo("internal_error");
        assertThat(slack.messages(OPS)).isEmpty();
        assertThat(post().isOk()).isTrue();
    }

    @Test
    void anAnswerIsLostThoughTheMessageStands() {
        slack.faults().next("chat.postMessage", new Fault.LostAnswer());

        assertThatIOException().isThrownBy(this::post);

        // The client may have tried again on a connection that it had pooled.
        assertThat(slack.messages(OPS)).isNotEmpty();
    }

    @Test
    void aCutCallLeavesNothing() {
        slack.faults().everywhere(new Fault.Cut());

        assertThatIOException().isThrownBy(this::post);

        assertThat(slack.messages(OPS)).isEmpty();
    }

    @Test
    void aCallHangsUntilAllIsWell() throws Exception {
        slack.faults().always("chat.postMessage", new Fault.Hang());
        CompletableFuture<HttpResponse<String>> call =
                http.sendAsync(ask("chat.postMessage", "{}"), BodyHandlers.ofString());
        slack.faults().awaitHanging(1);
        assertThat(call).isNotDone();

        slack.faults().heal();

        assertThat(call).failsWithin(30, TimeUnit.SECONDS);
    }

    private HttpRequest ask(String method, String json) {
        URI address = slack.endpoint().resolve(method);
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + slack.botToken())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    @Test
    void methodsThatWriteTakeJsonToo() throws Exception {
        assertThat(answer(
                        "chat.postMessage",
                        "{\"channel\":\"C0OPS\",\"text\":\"x\",\"blocks\":[{\"type\":\"divider\"}]}"))
                .contains("\"ok\":true");
        assertThat(answer("conversations.info", "{\"channel\":\"C0OPS\"}")).contains("missing required field: channel");
        assertThat(answer("chat.postMessage", "{")).contains("invalid_json");
        assertThat(answer("chat.postMessage", "[]")).contains("json_not_object");
        assertThat(answer("chat.postCard", "{}")).contains("unknown_method");
    }

    private String answer(String method, String json) throws Exception {
        return http.send(ask(method, json), BodyHandlers.ofString()).body();
    }

    @Test
    void whoSendsNoTokenIsNotKnown() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(slack.endpoint().resolve("auth.test"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(http.send(bare, BodyHandlers.ofString()).body()).contains("not_authed");
    }
}
