package dev.approvals.examples.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with the inbox, as a browser uses it. */
class AliceAtHerInboxTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @TempDir
    private Path folder;

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(address))).body());
    }

    private HttpResponse<String> exchange(String base, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "login/token"))
                .header("Content-Type", "application/json")
                .header("Origin", base.substring(0, base.length() - 1))
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    }

    /** Opens the request of a tool once it is there, and decides. */
    private void decide(String base, String tool, String decision) throws Exception {
        long start = System.nanoTime();
        JsonNode found = JSON.createArrayNode();
        while (!found.path(0).path("tool").asText().equals(tool)) {
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            found = get(base + "api/requests?status=pending").path("requests");
        }
        String address = base + "api/requests/" + found.path(0).path("id").asText();
        HttpResponse<String> seen = send(HttpRequest.newBuilder(URI.create(address)));
        JsonNode request = JSON.readTree(seen.body());
        String body = JSON.createObjectNode()
                .put("decision", decision)
                .put("digest", request.path("digest").asText())
                .put("round", request.path("round").asInt())
                .toString();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + "/decisions"))
                .header("Content-Type", "application/json")
                .header("Origin", base.substring(0, base.length() - 1))
                .header("X-CSRF-Token", get(base + "api/me").path("csrf").asText())
                .header("If-Match", seen.headers().firstValue("ETag").orElseThrow())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void theAddressLetsYouInOnceAndWhatYouApproveRuns() throws Exception {
        Narrator narrator = new Narrator(new PrintStream(told, true, UTF_8));
        try (AliceAtHerInbox alice = new AliceAtHerInbox()) {
            String[] address = alice.address().split("#token=", -1);
            CompletableFuture<Integer> story = CompletableFuture.supplyAsync(() -> play(narrator, alice));
            assertThat(exchange(address[0], address[1]).statusCode()).isEqualTo(204);
            assertThat(exchange(address[0], address[1]).statusCode()).as("once").isEqualTo(401);

            decide(address[0], "export", "approve");
            decide(address[0], "upload", "deny");

            assertThat(story.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        }
        assertThat(told.toString(UTF_8)).contains("[ok]", "DENY by local:alice").doesNotContain("[NO]");
        assertThat(folder.resolve("exports")).isNotEmptyDirectory();
        assertThat(folder.resolve("bucket")).isEmptyDirectory();
    }

    private int play(Narrator narrator, AliceAtHerInbox alice) {
        try {
            return new SnapshotStory(narrator, folder).play(alice.approver(), () -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theInboxStaysUntilEnterIsPressedOrTheTerminalIsGone() {
        Narrator narrator = new Narrator(new PrintStream(told, true, UTF_8));

        AliceAtHerInbox.linger(narrator, new ByteArrayInputStream("well\n".getBytes(UTF_8)));
        AliceAtHerInbox.linger(narrator, new ByteArrayInputStream(new byte[0]));

        assertThat(told.toString(UTF_8)).contains("until you press Enter");
    }
}
