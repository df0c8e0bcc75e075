package dev.approvals.http.provider;

import com.nimbusds.jose.jwk.JWK;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider on loopback: discovery, keys, authorization code flow, client credentials. As strict as a real
 * one: it refuses what the standards refuse. Its person signs in without being asked.
 */
public final class LoopbackProvider implements AutoCloseable {

    public static final String CLIENT = "approvals-inbox";
    public static final String SECRET = "a secret: with / signs & more";
    public static final String API = "https://approvals.example/api";

    // Making one takes long, and nobody changes it.
    private static final ProviderKey FIRST = ProviderKey.rsa("first");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final InstantSource clock;
    private final List<ProviderKey> published = new CopyOnWriteArrayList<>();
    private final Map<String, Object> metadata = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final CodeEndpoints codes;
    private volatile ProviderKey signing;
    private volatile boolean down;

    private LoopbackProvider(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        codes = new CodeEndpoints(this);
        rotateTo(FIRST);
        describe();
        on("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata));
        on("/keys", exchange -> json(exchange, 200, keySet()));
        on("/authorize", codes::authorize);
        on("/token", codes::token);
        on("/logout", LoopbackProvider::signedOut);
        server.setExecutor(threads);
        server.start();
    }

    public static LoopbackProvider start(InstantSource clock) {
        try {
            return new LoopbackProvider(clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** What a person's sign-in says, and what is registered for the client. */
    public CodeEndpoints codes() {
        return codes;
    }

    /** The discovery document, to be changed by a test. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    /** Signs with another key from now on; what was published before stays so. */
    public void rotateTo(ProviderKey next) {
        published.add(next);
        signing = next;
    }

    /** Publishes these keys and no others. */
    public void publishOnly(ProviderKey... keys) {
        published.clear();
        published.addAll(List.of(keys));
    }

    public ProviderKey key() {
        return signing;
    }

    public void goDown(boolean gone) {
        down = gone;
    }

    /** How often something was asked for, such as {@code keys}. */
    public int asked(String what) {
        return asked.getOrDefault("/realm/" + what, new AtomicInteger()).get();
    }

    /** An access token of a person for the API, as good as they come. */
    public TokenMaker accessToken(String subject) {
        Instant now = clock.instant();
        return new TokenMaker(signing)
                .header("typ", "at+jwt")
                .claim("iss", issuer())
                .claim("sub", subject)
                .claim("aud", API)
                .claim("client_id", CLIENT)
                .claim("iat", now)
                .claim("exp", now.plus(Duration.ofMinutes(10)))
                .claim("jti", "token-" + subject)
                .claim("name", "Name of " + subject);
    }

    TokenMaker token() {
        return new TokenMaker(signing);
    }

    InstantSource clock() {
        return clock;
    }

    private void describe() {
        metadata.put("issuer", issuer());
        metadata.put("authorization_endpoint", issuer() + "/authorize");
        metadata.put("token_endpoint", issuer() + "/token");
        metadata.put("jwks_uri", issuer() + "/keys");
        metadata.put("end_session_endpoint", issuer() + "/logout");
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
    }

    private Map<String, Object> keySet() {
        return Map.of(
                "keys",
                published.stream()
                        .map(ProviderKey::pair)
                        .map(JWK::toPublicJWK)
                        .map(JWK::toJSONObject)
                        .toList());
    }

    /** What answers at a path. */
    interface Endpoint {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void on(String path, Endpoint endpoint) {
        server.createContext("/realm" + path, exchange -> {
            try (exchange) {
                asked.computeIfAbsent("/realm" + path, any -> new AtomicInteger())
                        .incrementAndGet();
                if (down) {
                    json(exchange, 503, Map.of("error", "temporarily_unavailable"));
                } else {
                    endpoint.answer(exchange);
                }
            }
        });
    }

    static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Words.json(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void signedOut(HttpExchange exchange) throws IOException {
        byte[] page =
                "<!doctype html><title>Provider</title><p>You are signed out there.".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }

    static Map<String, Object> sorted() {
        return new LinkedHashMap<>();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
