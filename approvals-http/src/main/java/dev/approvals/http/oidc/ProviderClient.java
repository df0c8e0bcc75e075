package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Speaks to the provider: JSON objects only, bounded in size and in time, no redirects. Thread-safe. */
final class ProviderClient {

    private static final int MOST_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration within;

    ProviderClient(HttpClient client, Duration within) {
        this.client = client;
        this.within = within;
    }

    ObjectNode get(URI address, String what) throws ProviderException {
        return ask(HttpRequest.newBuilder(address).GET(), what);
    }

    ObjectNode post(URI address, Map<String, String> form, Optional<String> authorization, String what)
            throws ProviderException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return ask(request, what);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private ObjectNode ask(HttpRequest.Builder builder, String what) throws ProviderException {
        HttpRequest request = builder.header("Accept", "application/json").build();
        HttpResponse<byte[]> answer = exchange(request, what);
        if (answer.statusCode() != 200) {
            throw failed(request, what, "answered " + answer.statusCode() + oauthError(answer.body()), null);
        }
        return StrictObject.read(answer.body())
                .orElseThrow(
                        () -> failed(request, what, "answered what is no JSON object, or one with a key twice", null));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, String what) throws ProviderException {
        // The client's own time-out ends with the headers; a body that dribbles would never end.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(request, what, "failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw failed(request, what, "did not answer within " + within, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(request, what, "was given up, because this thread was interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** The error code of RFC 6749, where it is one; free text of the other side stays out of our log. */
    private static String oauthError(byte[] body) {
        return StrictObject.read(body)
                .map(object -> object.path("error").asText(""))
                .filter(code -> code.matches("[a-z_]{1,64}"))
                .map(code -> " (" + code + ")")
                .orElse("");
    }

    private static ProviderException failed(
            HttpRequest request, String what, String how, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ProviderException("The identity provider's " + what + " at " + request.uri() + " " + how, cause);
    }
}
