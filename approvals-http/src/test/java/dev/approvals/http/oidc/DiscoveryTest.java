package dev.approvals.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.testkit.ManualTimekeeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a provider says about itself is believed only where it fits, comes in time and is not too much. */
class DiscoveryTest {

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void aProviderThatIsSetUpWellIsFound() {
        assertThatCode(() -> provider().check()).doesNotThrowAnyException();
    }

    @Test
    void aDocumentOfAnotherIssuerIsNotUsed() {
        for (String other : List.of(idp.issuer() + "/", "https://evil.example", "")) {
            idp.metadata().put("issuer", other);
            refusedBecause("letter by letter");
        }
    }

    @Test
    void anAddressThatIsNotHttpsIsNotUsed() {
        for (String weak : List.of(
                "http://keys.example/keys", "file:///etc/passwd", "jar:x", "//x", "http://127.0.0.1.evil.example/")) {
            idp.metadata().put("jwks_uri", weak);
            refusedBecause("not HTTPS");
        }
        idp.metadata().remove("jwks_uri");
        refusedBecause("no jwks_uri");
    }

    @Test
    void aProviderWithoutPkceIsNotUsed() {
        idp.metadata().put("code_challenge_methods_supported", List.of("plain"));

        refusedBecause("PKCE");
    }

    @Test
    void anIssuerIsHttpsOrThisMachine() {
        for (String weak :
                List.of("http://idp.example", "http://10.0.0.1/", "ftp://idp.example", "idp.example", "https://")) {
            assertThatThrownBy(() -> OidcProvider.of(weak))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("https");
        }
        for (String odd : List.of("https://user@idp.example", "https://idp.example?x=1", "https://idp.example#x")) {
            assertThatThrownBy(() -> OidcProvider.of(odd)).hasMessageContaining("is no address");
        }
        assertThatCode(() -> OidcProvider.of("https://idp.example/realms/main")).doesNotThrowAnyException();
        assertThatCode(() -> OidcProvider.of("http://localhost:8080/x")).doesNotThrowAnyException();
    }

    @Test
    void settingsThatWouldWeakenItAreRefused() {
        OidcProvider.Builder builder = OidcProvider.builder(idp.issuer());
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> builder.skew(Duration.ofMinutes(6))).hasMessageContaining("NTP");
        assertThatThrownBy(() -> builder.client(follows)).hasMessageContaining("redirects");
        assertThatThrownBy(() -> builder.pause(Duration.ZERO)).hasMessageContaining("more than nothing");
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        HttpServer elsewhere = server((exchange) -> {
            never.countDown();
            exchange.close();
        });
        HttpServer server = server(exchange -> {
            exchange.getResponseHeaders().set("Location", address(elsewhere) + "/x");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> OidcProvider.of(address(server)).check()).isInstanceOf(ProviderException.class);

        assertThat(never.getCount()).isEqualTo(1);
        elsewhere.stop(0);
        server.stop(0);
    }

    @Test
    void anEndlessDocumentIsBrokenOff() throws IOException {
        HttpServer server = server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
            try (exchange) {
                // Ends when the reader hangs up, or long after it should have.
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(spaces);
                }
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        });

        assertThatThrownBy(() -> OidcProvider.builder(address(server))
                        .within(Duration.ofSeconds(60))
                        .build()
                        .check())
                .isInstanceOf(ProviderException.class);
        server.stop(0);
    }

    @Test
    void aDocumentThatNeverEndsIsGivenUp() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer server = server(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThatThrownBy(() -> OidcProvider.builder(address(server))
                        .within(Duration.ofMillis(300))
                        .build()
                        .check())
                .isInstanceOf(ProviderException.class);

        end.countDown();
        server.stop(0);
    }

    private OidcProvider provider() {
        return OidcProvider.builder(idp.issuer()).clock(clock::now).build();
    }

    private void refusedBecause(String why) {
        assertThatThrownBy(() -> ProviderMetadata.read(
                        StrictObject.read(json().getBytes(StandardCharsets.UTF_8))
                                .orElseThrow(),
                        idp.issuer()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> provider().check()).isInstanceOf(ProviderException.class);
    }

    private String json() {
        try {
            return new ObjectMapper().writeValueAsString(idp.metadata());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
