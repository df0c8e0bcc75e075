package dev.approvals.slack.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.testkit.ManualTimekeeper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackWebTest {

    private static final String CHANNEL = "C0APPROVALS";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackSlack slack = LoopbackSlack.start(clock);
    private final SlackWeb web = SlackWeb.of(
            slack.botToken(),
            Optional.of(slack.endpoint()),
            new Pacer(this::nanos, nanos -> clock.advance(Duration.ofNanos(nanos))),
            Duration.ofSeconds(10));

    SlackWebTest() {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel(CHANNEL, "approvals", "U0ALICE");
    }

    private long nanos() {
        return Duration.between(ManualTimekeeper.START, clock.now()).toNanos();
    }

    @AfterEach
    void close() {
        web.close();
        slack.close();
    }

    @Test
    void aMessageIsPostedAnsweredAndRewritten() throws IOException {
        MessageId posted = web.post(CHANNEL, says("first"));
        MessageId reply = web.reply(posted, says("a reminder"));
        web.update(posted, says("over"));

        assertThat(MessageId.of(posted.text())).contains(posted);
        assertThat(slack.everything(CHANNEL)).hasSize(2).anySatisfy(message -> {
            assertThat(message.ts()).isEqualTo(posted.ts());
            assertThat(text(message)).isEqualTo("over");
        });
        assertThat(slack.everything(CHANNEL)).anySatisfy(message -> {
            assertThat(message.ts()).isEqualTo(reply.ts());
            assertThat(message.inThread()).isTrue();
        });
    }

    @Test
    void nothingIsLinkedUnfurledOrFormattedInWhatStandsInForTheBlocks() throws IOException {
        web.post(CHANNEL, says("first"));

        assertThat(slack.calls("chat.postMessage"))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsEntry("unfurl_links", "0")
                        .containsEntry("unfurl_media", "0")
                        .containsEntry("link_names", "0")
                        .containsEntry("mrkdwn", "0")
                        .containsEntry("parse", "none"));
    }

    @Test
    void aPersonGetsADirectMessageThatCanBeRewritten() throws IOException {
        MessageId posted = web.post("U0ALICE", says("for you"));
        web.update(posted, says("over"));

        assertThat(posted.channel()).isEqualTo(slack.directChannel("U0ALICE"));
        assertThat(slack.messages(posted.channel()))
                .singleElement()
                .satisfies(message -> assertThat(text(message)).isEqualTo("over"));
    }

    @Test
    void aWhisperIsSeenByOnePerson() throws IOException {
        web.whisper(CHANNEL, "U0ALICE", says("not you"));

        assertThat(slack.ephemeral(CHANNEL, "U0ALICE")).hasSize(1);
        assertThat(slack.messages(CHANNEL)).isEmpty();
        assertThat(web.user("U0ALICE").getName()).isEqualTo("alice");
    }

    @Test
    void aFileHangsInTheThreadUntilItIsDeleted() throws IOException {
        MessageId posted = web.attach(web.post(CHANNEL, says("first")), "request.txt", "the whole \u20ac request");

        assertThat(slack.files()).singleElement().satisfies(file -> {
            assertThat(file.text()).isEqualTo("the whole \u20ac request");
            assertThat(file.id()).isEqualTo(posted.file());
        });
        assertThat(MessageId.of(posted.text())).contains(posted);

        web.detach(posted);
        web.detach(posted);
        web.detach(new MessageId(CHANNEL, posted.ts(), ""));

        assertThat(slack.calls("files.delete")).hasSize(2);
    }

    @Test
    void aThousandMessagesGoAsFastAsSlackTakesThemAndNoneIsRefused() throws IOException {
        slack.rateLimits().on();

        for (int i = 0; i < 1_000; i++) {
            web.post(i % 2 == 0 ? CHANNEL : "U0ALICE", says("message " + i));
        }

        assertThat(slack.rateLimits().refused()).isZero();
        assertThat(slack.messages(CHANNEL)).hasSize(500);
        assertThat(Duration.between(ManualTimekeeper.START, clock.now()))
                .isBetween(Duration.ofSeconds(490), Duration.ofSeconds(500));
    }

    @Test
    void aMessageThatIsSlowOnItsWayMakesNoLaterOneComeTooSoon() throws IOException {
        slack.rateLimits().on();
        AtomicBoolean slow = new AtomicBoolean(true);
        Pacer pacer = new Pacer(
                () -> {
                    long now = nanos();
                    clock.advance(slow.getAndSet(false) ? Duration.ofMillis(900) : Duration.ZERO);
                    return now;
                },
                nanos -> clock.advance(Duration.ofNanos(nanos)));

        try (SlackWeb uneven =
                SlackWeb.of(slack.botToken(), Optional.of(slack.endpoint()), pacer, Duration.ofSeconds(10))) {
            for (int i = 0; i < 10; i++) {
                uneven.post(CHANNEL, says("message " + i));
            }
        }

        assertThat(slack.rateLimits().refused()).isZero();
        assertThat(slack.messages(CHANNEL)).hasSize(10);
    }

    @Test
    void whenSlackSaysWaitItIsAskedAgainThen() throws IOException {
        slack.faults().next("chat.postMessage", new Fault.TooMany(Duration.ofSeconds(7)));

        web.post(CHANNEL, says("first"));

        assertThat(slack.messages(CHANNEL)).hasSize(1);
        assertThat(Duration.between(ManualTimekeeper.START, clock.now())).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whenSlackSaysWaitForEverThatIsToldInTheEnd() {
        slack.faults().always("chat.postMessage", new Fault.TooMany(Duration.ofHours(9)));

        SlackException refused = refused(() -> web.post(CHANNEL, says("first")));

        assertThat(refused.code()).isEqualTo("ratelimited");
        assertThat(refused).hasMessageContaining("chat.postMessage for " + CHANNEL);
        assertThat(Duration.between(ManualTimekeeper.START, clock.now())).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void errorsNameTheMethodSlacksCodeAndWhatToDo() {
        slack.removed(CHANNEL, "U0APPROVALS");
        assertThat(refused(() -> web.post(CHANNEL, says("first"))))
                .hasMessage("Slack refused chat.postMessage for " + CHANNEL
                        + ": not_in_channel. Invite the app: write /invite" + " and its name in the channel");

        slack.withoutBotScopes("chat:write");
        assertThat(refused(() -> web.post(CHANNEL, says("first"))))
                .hasMessageContaining("missing_scope (needed: chat:write). Add the scope on the app's page");

        slack.botTokenRevoked(true);
        SlackException revoked = refused(() -> web.post(CHANNEL, says("first")));
        assertThat(revoked).hasMessageContaining("Copy the token anew: the bot token (xoxb-...)");
        assertThat(revoked.needsMending()).isTrue();
        assertThat(revoked.method()).isEqualTo("chat.postMessage");
        assertThat(revoked.toString()).doesNotContain(slack.botToken());
    }

    @Test
    void whatIsNotKnownToBeDoneIsNotDoneAgainHere() {
        slack.faults().next("chat.postMessage", new Fault.Status(503), new Fault.LostAnswer());

        assertThat(refused(() -> web.post(CHANNEL, says("first"))))
                .hasMessageContaining("HTTP status 503, so it is not known to be done")
                .extracting(SlackException::code)
                .isEqualTo("http_503");
        assertThat(refused(() -> web.post(CHANNEL, says("second"))).code()).isEqualTo("unreachable");
        assertThat(slack.messages(CHANNEL))
                .singleElement()
                .satisfies(message -> assertThat(text(message)).isEqualTo("second"));
    }

    @Test
    void aSlackThatDoesNotAnswerIsLeftAfterAWhile() {
        slack.faults().always("chat.postMessage", new Fault.Hang());
        try (SlackWeb hurried =
                SlackWeb.of(slack.botToken(), Optional.of(slack.endpoint()), Pacer.usual(), Duration.ofMillis(200))) {
            assertThat(refused(() -> hurried.post(CHANNEL, says("first"))))
                    .hasMessageContaining("Slack was not reached for chat.postMessage for " + CHANNEL)
                    .hasMessageContaining("SocketTimeoutException");
        } finally {
            slack.faults().heal();
        }
    }

    @Test
    void aSlackThatIsNotThereIsSaidToBe() {
        try (SlackWeb nowhere = SlackWeb.of("xoxb-secret", Optional.of(URI.create("http://127.0.0.1:1/api")))) {
            SlackException refused = refused(() -> nowhere.post(CHANNEL, says("first")));

            assertThat(refused)
                    .hasMessageContaining("Slack was not reached for chat.postMessage for " + CHANNEL)
                    .hasMessageContaining("https://slack-status.com");
            assertThat(refused.needsMending()).isFalse();
        }
    }

    @Test
    void onlyWhatAMessageIdLooksLikeIsReadAsOne() {
        assertThat(MessageId.of("C012AB/1700000000.000100")).contains(new MessageId("C012AB", "1700000000.000100", ""));
        assertThat(List.of("", "C1", "C012AB/now", "c012ab/1.1", "C012AB/1.1/", "C012AB/1.1/F1/x", "../C012AB/1.1"))
                .allSatisfy(text -> assertThat(MessageId.of(text)).isEmpty());
    }

    private static SlackException refused(ThrowingCallable call) {
        return catchThrowableOfType(SlackException.class, call);
    }

    private static String text(SlackMessage message) {
        return message.blocks().at("/0/text/text").asText();
    }

    private static Message says(String text) {
        LayoutBlock block = SectionBlock.builder()
                .text(PlainTextObject.builder().text(text).emoji(false).build())
                .build();
        return new Message(List.of(block), text);
    }
}
