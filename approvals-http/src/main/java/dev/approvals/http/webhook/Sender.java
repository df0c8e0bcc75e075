package dev.approvals.http.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts messages. It follows no redirect, uses no proxy and reads no answer beyond its head. Thread-safe. */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration WAIT_AT_MOST = Duration.ofHours(1);
    private static final int GONE = 410;

    private final HttpClient client;

    Sender() {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    CompletableFuture<Sending> send(WebhookTarget target, Message message, Instant now) {
        Optional<String> fault = Addresses.fault(target);
        if (fault.isPresent()) {
            return CompletableFuture.completedFuture(Sending.again(fault.get()));
        }
        long seconds = now.getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.address())
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/cloudevents+json; charset=UTF-8")
                .header("User-Agent", "approvals")
                .header("webhook-id", message.id())
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", target.sign(message.id(), seconds, message.body()))
                .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(Sender::read)
                .exceptionally(e -> Sending.again(reason(e)));
    }

    private static Sending read(HttpResponse<InputStream> response) {
        try {
            // Whatever else it sends is not waited for.
            response.body().close();
        } catch (IOException e) {
            LOG.debug("An answer could not be closed", e);
        }
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Sending.DELIVERED;
        }
        if (status == GONE) {
            return Sending.gone("it answered 410 Gone: it wants no more messages");
        }
        boolean redirect = status >= 300 && status < 400;
        return Sending.again(
                "it answered " + status + (redirect ? ", a redirect, which is not followed" : ""),
                retryAfter(response));
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .filter(wait -> wait.compareTo(WAIT_AT_MOST) <= 0)
                .orElse(Duration.ZERO);
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return "it could not be reached: " + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ", " + cause.getMessage());
    }
}
