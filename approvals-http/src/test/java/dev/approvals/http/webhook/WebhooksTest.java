package dev.approvals.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.testkit.ManualTimekeeper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers of webhooks get, and what they do not. */
class WebhooksTest {

    private static final String SECRET = secret("a secret of thirty-two bytes....");
    private static final String NEXT_SECRET = secret("the one that comes after it.....");
    private static final String CANARY = "canary-4711";

    private final ManualTimekeeper clock = ManualTimekeeper.startingAt(Instant.now());
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private static String secret(String bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private WebhookTarget target() {
        return WebhookTarget.of(receiver.address(), SECRET).inside();
    }

    private Webhooks telling(WebhookTarget... targets) {
        return Webhooks.to(clock, targets);
    }

    private static AuditEvent event(long sequence) {
        Requester requester = Requester.agent("agent-" + CANARY).in("chat-" + CANARY);
        return new AuditEvent(
                AuditEventType.APPROVAL_REQUESTED,
                Instant.parse("2026-01-05T09:00:00Z"),
                "9c11c0f88d5c9f8ccd0d256b575ecba5",
                sequence,
                new AuditEvent.Origin("production", Mode.ENFORCING, "tool-" + CANARY, requester),
                Map.of("summary", CANARY, "arguments", "{\"to\":\"" + CANARY + "\"}"));
    }

    private static HttpHeaders headers(Receiver.Received received) {
        return HttpHeaders.of(received.headers(), (name, value) -> true);
    }

    @Test
    void standardWebhooksOwnLibraryVerifiesAMessageByEachOfItsSecretsAndRefusesAChangedOne() throws Exception {
        try (Webhooks webhooks = telling(target().orSignedWith(NEXT_SECRET))) {
            webhooks.append(event(3));
            Receiver.Received received = receiver.next();

            for (String secret : new String[] {SECRET, NEXT_SECRET}) {
                assertThatCode(() -> new Webhook(secret).verify(received.body(), headers(received)))
                        .doesNotThrowAnyException();
                assertThatThrownBy(() -> new Webhook(secret)
                                .verify(received.body().replace("production", "staging"), headers(received)))
                        .isInstanceOf(WebhookVerificationException.class);
            }
            assertThatThrownBy(() -> new Webhook(secret("nobody knows this one ..........."))
                            .verify(received.body(), headers(received)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void row37AMessageIsACloudEventThatNamesTheRequestAndSaysNothingOfIt() throws Exception {
        try (Webhooks webhooks = telling(target())) {
            webhooks.append(event(3));
            Receiver.Received received = receiver.next();

            EventFormat format = new JsonFormat();
            CloudEvent event = format.deserialize(received.body().getBytes(StandardCharsets.UTF_8));
            assertThat(received.header("Content-Type")).startsWith(JsonFormat.CONTENT_TYPE);
            assertThat(event.getId()).isEqualTo("9c11c0f88d5c9f8ccd0d256b575ecba5-3");
            assertThat(event.getType()).isEqualTo("dev.approvals.approval.requested");
            assertThat(event.getSource()).isEqualTo(URI.create("/approvals/production"));
            assertThat(event.getSubject()).isEqualTo("9c11c0f88d5c9f8ccd0d256b575ecba5");
            assertThat(received.header("webhook-id")).isEqualTo(event.getId());
            assertThat(received.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void onlyTheChosenEventsAreTold() throws Exception {
        try (Webhooks webhooks = telling(target().on(AuditEventType.APPROVAL_EXPIRED))) {
            webhooks.append(event(3));

            assertThat(webhooks.waiting()).isZero();
        }
    }

    @Test
    void aMessageIsTriedAgainUnderTheSameIdUntilItArrives() throws Exception {
        receiver.answering(500, 429, 204);
        try (Webhooks webhooks = telling(target())) {
            webhooks.append(event(1));
            String id = receiver.next().header("webhook-id");
            clock.awaitAlarms(1);
            clock.advance(Duration.ofSeconds(6));
            assertThat(receiver.next().header("webhook-id")).isEqualTo(id);
            clock.awaitAlarms(1);
            clock.advance(Duration.ofSeconds(33));
            assertThat(receiver.next().header("webhook-id")).isEqualTo(id);

            await().until(() -> webhooks.waiting() == 0);
            assertThat(webhooks.deadLetters()).isEmpty();
        }
    }

    @Test
    void whatIsFailedForHalfADayIsGivenUpVisiblyAndCanBeSentAgain() throws Exception {
        try (Webhooks webhooks = telling(target())) {
            receiver.answering(500);
            webhooks.append(event(1));
            receiver.next();
            for (int i = 0; i < Line.PAUSES.size(); i++) {
                clock.awaitAlarms(1);
                receiver.answering(503);
                clock.advance(Line.PAUSES.get(i).multipliedBy(2));
                receiver.next();
            }
            await().until(() -> !webhooks.deadLetters().isEmpty());

            DeadLetter letter = webhooks.deadLetters().get(0);
            assertThat(letter.attempts()).isEqualTo(Line.PAUSES.size() + 1);
            assertThat(letter.reason()).isEqualTo("it answered 503");
            assertThat(letter.target()).doesNotContain("hook");
            assertThat(webhooks.resend(letter)).isTrue();
            assertThat(receiver.next().header("webhook-id")).isEqualTo(letter.messageId());
            assertThat(webhooks.deadLetters()).isEmpty();
            assertThat(webhooks.resend(letter)).isFalse();
        }
    }

    @Test
    void aReceiverThatAsksForTimeIsLeftAlone() throws Exception {
        receiver.answering(503, "Retry-After", "600");
        try (Webhooks webhooks = telling(target())) {
            webhooks.append(event(1));
            receiver.next();
            clock.awaitAlarms(1);

            clock.advance(Duration.ofSeconds(599));
            assertThat(clock.alarms()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(62));
            receiver.next();
        }
    }

    @Test
    void row37ARedirectIsNotFollowed() throws Exception {
        try (Receiver elsewhere = new Receiver();
                Webhooks webhooks = telling(target())) {
            receiver.answering(307, "Location", elsewhere.address().toString());
            webhooks.append(event(1));
            receiver.next();
            clock.awaitAlarms(1);

            assertThat(elsewhere.unread()).isZero();
        }
    }

    @Test
    void aReceiverThatIsGoneForGoodGetsNothingMore() throws Exception {
        receiver.answering(410);
        try (Webhooks webhooks = telling(target())) {
            webhooks.append(event(1));
            receiver.next();
            await().until(() -> !webhooks.deadLetters().isEmpty());
            webhooks.append(event(2));

            assertThat(webhooks.deadLetters())
                    .extracting(DeadLetter::reason)
                    .allSatisfy(reason -> assertThat(reason).contains("410 Gone"))
                    .hasSize(2);
            assertThat(receiver.unread()).isZero();
        }
    }

    @Test
    void aSilentReceiverHoldsUpNeitherTheGateNorAnotherReceiver() throws Exception {
        try (Receiver silent = new Receiver().silent();
                Webhooks webhooks =
                        telling(WebhookTarget.of(silent.address(), SECRET).inside(), target())) {
            for (int i = 1; i <= Line.WAITING_AT_MOST + 1; i++) {
                webhooks.append(event(i));
                receiver.next();
            }

            assertThat(webhooks.deadLetters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("1000 messages wait"));
        }
    }

    @Test
    void whatWaitsWhenItIsClosedIsSaid() throws Exception {
        receiver.answering(500);
        Webhooks webhooks = telling(target());
        webhooks.append(event(1));
        receiver.next();
        clock.awaitAlarms(1);

        webhooks.close();
        webhooks.append(event(2));

        assertThat(webhooks.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly("the sender was closed", "the sender was closed");
    }
}
