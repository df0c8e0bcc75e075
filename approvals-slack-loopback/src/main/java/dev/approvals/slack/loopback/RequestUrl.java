package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.core.time.Timekeeper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The app's address for interactions: what people do is posted there, signed. Thread-safe. */
final class RequestUrl {

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final Timekeeper clock;

    RequestUrl(URI address, Timekeeper clock) {
        this.address = address;
        this.clock = clock;
    }

    CompletableFuture<HttpResponse<String>> post(SignedRequest request) {
        return http.sendAsync(request.to(address), BodyHandlers.ofString());
    }

    CompletableFuture<Ack> deliver(SignedRequest request) {
        Instant sent = clock.now();
        return post(request).handle((response, broken) -> broken == null ? ack(response, sent) : Ack.none(1, 0));
    }

    private Ack ack(HttpResponse<String> response, Instant sent) {
        boolean inTime = !clock.now().isAfter(sent.plus(ANSWERED_WITHIN));
        Optional<JsonNode> answer = Json.parsed(response.body()).filter(JsonNode::isObject);
        boolean readable = answer.isPresent() || response.body().isBlank();
        boolean taken = response.statusCode() == 200 && inTime && readable;
        return taken ? new Ack(true, 1, 200, answer) : Ack.none(1, response.statusCode());
    }
}
