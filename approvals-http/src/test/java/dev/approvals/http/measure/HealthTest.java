package dev.approvals.http.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Peer;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.exchange.Target;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a host is told of a gate's health. */
class HealthTest {

    private static Response get(Health health, String path) {
        Peer peer = Peer.at(InetAddress.getLoopbackAddress());
        return health.handle(new Request("GET", Target.parse(path, ""), Headers.NONE, new byte[0], peer));
    }

    private static String body(Response response) {
        return new String(((Response.Content.Whole) response.content()).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aGateIsWellWhileAllItsPartsAre() {
        Response response = get(Health.of().and("journal", Optional::empty), "/health");

        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response)).contains("\"status\":\"up\"", "journal");
    }

    @Test
    void aPartThatFailsOrThrowsIsNamedWithoutSayingWhy() {
        Response response = get(
                Health.of()
                        .and("journal", () -> Optional.of("/secret/path is full"))
                        .and("store", () -> {
                            throw new IllegalStateException("password wrong for approvals@10.0.0.7");
                        })
                        .and("directory", Optional::empty),
                "/health");

        assertThat(response.status()).isEqualTo(503);
        assertThat(body(response))
                .isEqualTo("{\"status\":\"down\",\"parts\":[{\"name\":\"journal\",\"status\":\"down\"},"
                        + "{\"name\":\"store\",\"status\":\"down\"},{\"name\":\"directory\",\"status\":\"up\"}]}");
    }

    @Test
    void aPartThatHangsIsDownAndHoldsUpOneThreadHoweverOftenHealthIsAsked() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        Health health = Health.of().and("store", () -> {
            looks.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        try {
            assertThat(get(health, "/health").status()).isEqualTo(503);
            assertThat(get(health, "/health").status()).isEqualTo(503);
            assertThat(get(health, "/health").status()).isEqualTo(503);
            assertThat(looks).hasValue(1);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aProcessThatAnswersLivesWhateverItsPartsDo() {
        assertThat(get(Health.of().and("store", () -> Optional.of("away")), "/health/live")
                        .status())
                .isEqualTo(200);
    }
}
