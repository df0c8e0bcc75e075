package dev.approvals.http.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser with cookies, as strict about them as real ones: prefixes, {@code Secure}, and what another site began. */
public final class CookieBrowser {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final Handler server;
    private final String origin;
    private final Map<String, Stored> cookies = new LinkedHashMap<>();

    private record Stored(String value, String attributes) {
        boolean goesAlong(boolean foreign) {
            return !foreign || attributes.contains("samesite=lax");
        }
    }

    public CookieBrowser(Handler server, String origin) {
        this.server = server;
        this.origin = origin;
    }

    /** Another browser that has the same cookies now: what a thief takes along. */
    public CookieBrowser copy() {
        CookieBrowser copy = new CookieBrowser(server, origin);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Goes to an address because a person or a page of ours wants it. */
    public Response go(String path) {
        return take(server.handle(withCookies(Knock.get(path), false)
                .with("Sec-Fetch-Dest", "document")
                .request()));
    }

    /** Goes to an address because another site wants it. */
    public Response comeFromElsewhere(String path) {
        return take(server.handle(withCookies(Knock.get(path), true)
                .with("Sec-Fetch-Dest", "document")
                .request()));
    }

    /** Goes to the provider and back, up to what it sends the browser back with. */
    public String signInAtProvider(Response start) {
        assertThat(start.status()).isEqualTo(303);
        try {
            HttpResponse<Void> back = CLIENT.send(
                    HttpRequest.newBuilder(
                                    URI.create(start.headers().first("Location").orElseThrow()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(back.statusCode()).as("the provider").isEqualTo(303);
            String location = back.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith(origin);
            return location.substring(origin.length());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A request that a page of ours makes. */
    public Knock fetch(Knock knock) {
        return withCookies(knock, false).with("Sec-Fetch-Site", "same-origin").with("Origin", origin);
    }

    /** A request as it comes from this browser. */
    public Request request(String path) {
        return withCookies(Knock.get(path), false).request();
    }

    /** Takes an answer's cookies. */
    public Response take(Response response) {
        response.headers().all("Set-Cookie").forEach(this::store);
        return response;
    }

    /** Plants a cookie, as only somebody with the browser in their hands can. */
    public void plant(String name, String value) {
        cookies.put(name, new Stored(value, "samesite=lax"));
    }

    public String cookie(String name) {
        return cookies.containsKey(name) ? cookies.get(name).value() : "";
    }

    public static String text(Response response) {
        return response.content() instanceof Response.Content.Whole whole
                ? new String(whole.body(), StandardCharsets.UTF_8)
                : "";
    }

    private Knock withCookies(Knock knock, boolean foreign) {
        String sent = cookies.entrySet().stream()
                .filter(cookie -> cookie.getValue().goesAlong(foreign))
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue().value())
                .collect(Collectors.joining("; "));
        Knock hosted = knock.with("Host", origin.replaceFirst("https?://", ""));
        return sent.isEmpty() ? hosted : hosted.with("Cookie", sent);
    }

    private void store(String header) {
        List<String> parts = List.of(header.split("; ?"));
        String name = parts.get(0).substring(0, parts.get(0).indexOf('='));
        String attributes = header.toLowerCase(Locale.ROOT);
        boolean secure = origin.startsWith("https:");
        assertThat(attributes).contains("; httponly").contains("; path=/").doesNotContain("domain=");
        assertThat(attributes.contains("; secure")).as(header).isEqualTo(secure);
        assertThat(name.startsWith("__Host-")).as(header).isEqualTo(secure);
        if (attributes.contains("max-age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, new Stored(parts.get(0).substring(name.length() + 1), attributes));
        }
    }
}
