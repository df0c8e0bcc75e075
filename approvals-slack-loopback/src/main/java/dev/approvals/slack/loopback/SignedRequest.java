package dev.approvals.slack.loopback;

import com.slack.api.app_backend.SlackSignature.Generator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A request as Slack signs it, by the SDK's own signer. Immutable.
 *
 * @param timestamp seconds, as in {@code X-Slack-Request-Timestamp}
 * @param signature as in {@code X-Slack-Signature}
 * @param body the form
 */
public record SignedRequest(String timestamp, String signature, String body) {

    static SignedRequest of(String secret, Instant now, String payload) {
        return ofBody(secret, now, "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8));
    }

    static SignedRequest ofBody(String secret, Instant now, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        return new SignedRequest(timestamp, new Generator(secret).generate(timestamp, body), body);
    }

    /** {@return the same with another body, which the signature does not cover} */
    public SignedRequest withBody(String other) {
        return new SignedRequest(timestamp, signature, other);
    }

    /** {@return the same with another signature} */
    public SignedRequest withSignature(String other) {
        return new SignedRequest(timestamp, other, body);
    }

    /** {@return the same with another time} */
    public SignedRequest withTimestamp(String other) {
        return new SignedRequest(other, signature, body);
    }

    /** {@return it, to be sent to an address} */
    public HttpRequest to(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .timeout(Guarded.PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
