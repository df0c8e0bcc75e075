package dev.approvals.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole programs of the documents, and uses them as they are meant. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentedProgramsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private HttpServer elsewhere;

    @TempDir
    Path folder;

    /** Another machine, as far as the programs know: it answers what a provider answers, and keeps what is posted. */
    @BeforeEach
    void listen() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", this::answer);
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + elsewhere.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        }
        String document = exchange.getRequestURI().getPath().endsWith("/keys")
                ? "{\"keys\":[]}"
                : "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\",\"authorization_endpoint\":\"%1$s/in\",\"token_endpoint\":\"%1$s/token\"}"
                        .formatted(origin());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, document.length());
        exchange.getResponseBody().write(document.getBytes(UTF_8));
        exchange.close();
    }

    @Test
    void aliceDecidesWithTheTokenOfTheHttpProgram() throws Exception {
        try (RunningProgram program = RunningProgram.start(folder, Map.of(), "TryHttp")) {
            Map<String, String> variables = program.exported();
            Function<String, HttpRequest.Builder> alice = as(variables.get("APPROVALS"), variables.get("TOKEN"));

            JsonNode waiting = await(alice.apply("/api/requests"), "/requests/0");
            String address = "/api/requests/" + waiting.path("id").asText();
            HttpResponse<String> seen = send(alice.apply(address));
            HttpResponse<String> decided = send(alice.apply(address + "/decisions")
                    .header("If-Match", seen.headers().firstValue("ETag").orElseThrow())
                    .header("Idempotency-Key", "decision-1")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"decision\":\"approve\",\"digest\":\""
                            + JSON.readTree(seen.body()).path("digest").asText() + "\",\"round\":0}")));

            assertThat(waiting.path("summary").asText()).isEqualTo("Delete 17 customers");
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            assertThat(program.line()).isEqualTo("They are gone");
            assertThat(send(alice.apply(address + "/history")).body()).contains("action.completed");
            program.pressEnter();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void anAgentCallsClaimsAndTellsTheEndWithTheKeyOfTheAgentsProgram() throws Exception {
        try (RunningProgram program = RunningProgram.start(folder, Map.of(), "TryAgents")) {
            Map<String, String> variables = program.exported();
            Function<String, HttpRequest.Builder> agent = as(variables.get("APPROVALS"), variables.get("AGENT_KEY"));

            JsonNode call = JSON.readTree(send(agent.apply("/agents/calls")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"tool\":\"deploy\",\"arguments\":{\"service\":\"shop\",\"replicas\":3}}")))
                    .body());
            String address = "/agents/calls/" + call.path("id").asText();
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> send(agent.apply(address)).body().contains("\"ready\""));
            HttpResponse<String> claimed =
                    send(agent.apply(address + "/claim").POST(HttpRequest.BodyPublishers.ofString("{}")));
            HttpResponse<String> ended = send(agent.apply(address + "/outcome")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"returned\":\"it is out\"}")));

            assertThat(claimed.body()).contains("executionId", "\"replicas\":3");
            assertThat(ended.body()).contains("\"ended\"", "it is out");
            program.pressEnter();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void theWebhooksProgramTellsItsReceiverOfTheCall() throws Exception {
        Map<String, String> secret =
                Map.of("APPROVALS_WEBHOOK_SECRET", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        try (RunningProgram program = RunningProgram.start(folder, secret, "TryWebhooks", origin() + "/hook")) {
            assertThat(program.line()).isEqualTo("It is out");
            assertThat(posted.take()).contains("dev.approvals.approval.");
            program.pressEnter();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void theIdentityProgramFindsItsProviderAndLetsNobodyInWhoIsNotSignedIn() throws Exception {
        Map<String, String> secret = Map.of("APPROVALS_CLIENT_SECRET", "a secret of thirty-two characters");
        try (RunningProgram program = RunningProgram.start(folder, secret, "TryIdentity", origin(), "0")) {
            URI address = URI.create(program.line().replaceFirst(".* to ", ""));

            assertThat(behindTheProxy(address, "/api/me")).startsWith("HTTP/1.1 401");
            assertThat(behindTheProxy(address, "/login/start")).contains(origin() + "/in?");
            program.pressEnter();
            assertThat(program.status()).isZero();
        }
    }

    /** What a browser at the public address gets. */
    private static String behindTheProxy(URI address, String path) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: approvals.example.com\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static Function<String, HttpRequest.Builder> as(String base, String token) {
        return path -> HttpRequest.newBuilder(URI.create(base + path))
                .timeout(LONG)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks until something is there. */
    private JsonNode await(HttpRequest.Builder request, String pointer) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> Optional.of(JSON.readTree(send(request).body()).at(pointer)),
                        found -> !found.get().isMissingNode())
                .orElseThrow();
    }
}
