package dev.approvals.slack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.SlackSignature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InteractivityServletTest {

    private static final String SECRET = "the-signing-secret";
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String STAMP = String.valueOf(NOW.getEpochSecond());
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String CLICK = "{\"type\":\"block_actions\",\"greeting\":\"caf\u00e9 \u2713 a+b&c\"}";

    private static final int THREADS = 12;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<ObjectNode> taken = new ConcurrentLinkedQueue<>();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private volatile Acknowledgement acknowledgement = new Acknowledgement.Taken();

    @BeforeEach
    void serve() throws Exception {
        server.addConnector(new ServerConnector(server, 1, 1));
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder =
                new ServletHolder(new InteractivityServlet(new Signatures(List.of(SECRET), () -> NOW), this::take));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/slack");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Acknowledgement take(String key, ObjectNode payload) {
        keys.add(key);
        taken.add(payload);
        return acknowledgement;
    }

    private int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private static String form(String json) {
        return "payload=" + URLEncoder.encode(json, UTF_8);
    }

    private static String sign(String body) {
        return new SlackSignature.Generator(SECRET).generate(STAMP, body);
    }

    private HttpRequest.Builder signed(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/slack"))
                .header("Content-Type", FORM)
                .header(Signatures.TIMESTAMP_HEADER, STAMP)
                .header(Signatures.SIGNATURE_HEADER, sign(body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void acknowledgesWhatSlackSignedAndHandsItOnAsItWasSent() throws Exception {
        HttpResponse<String> response = send(signed(form(CLICK)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(taken)
                .singleElement()
                .satisfies(click -> assertThat(click.get("greeting").asText()).isEqualTo("caf\u00e9 \u2713 a+b&c"));
    }

    @Test
    void knowsTheSameSignedBytesAgain() throws Exception {
        send(signed(form(CLICK)));
        send(signed(form(CLICK)));

        assertThat(keys).hasSize(2).containsOnly(sign(form(CLICK)));
    }

    @Test
    void tellsAModalWhatIsWrong() throws Exception {
        acknowledgement = new Acknowledgement.Errors(StrictJson.object().put("response_action", "errors"));

        HttpResponse<String> response = send(signed(form(CLICK)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(response.body()).isEqualTo("{\"response_action\":\"errors\"}");
    }

    @Test
    void showsInSlackWhatWasNotTaken() throws Exception {
        acknowledgement = new Acknowledgement.Refused();
        assertThat(send(signed(form(CLICK))).statusCode()).isEqualTo(403);

        acknowledgement = new Acknowledgement.Busy();
        assertThat(send(signed(form(CLICK))).statusCode()).isEqualTo(503);
    }

    @Test
    void refusesWhatSlackDidNotSign() throws Exception {
        HttpResponse<String> forged =
                send(signed(form(CLICK)).setHeader(Signatures.SIGNATURE_HEADER, sign(form(CLICK) + "x")));
        HttpResponse<String> old = send(signed(form(CLICK)).setHeader(Signatures.TIMESTAMP_HEADER, "1"));
        HttpResponse<String> twice = send(signed(form(CLICK)).header(Signatures.TIMESTAMP_HEADER, STAMP));

        assertThat(List.of(forged, old, twice)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEmpty();
        });
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesOtherMethodsAndOtherContents() throws Exception {
        assertThat(send(signed(form(CLICK)).GET()).statusCode()).isEqualTo(405);
        assertThat(send(signed(form(CLICK)).setHeader("Content-Type", "application/json"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(signed(form(CLICK)).setHeader("Content-Type", FORM + "; charset=iso-8859-1"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesSignedFormsThatHoldAnythingButOnePayload() throws Exception {
        for (String body : List.of(
                "",
                "payload=",
                "payload=%7B",
                "payload=%ZZ",
                "payload=[]",
                "payload=null",
                "other=1&" + form(CLICK),
                form(CLICK) + "&payload=%7B%7D",
                form("{\"a\":1,\"a\":2}"),
                form("{} {}"),
                form("{'a':1}"),
                form("[".repeat(1000)))) {
            assertThat(send(signed(body)).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeAlsoWhereItDoesNotSaySo() throws Exception {
        String large = "payload=" + "x".repeat(SignedBody.MOST);
        HttpRequest.Builder said = signed(large);
        HttpRequest.Builder unsaid = signed(large)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8))));

        assertThat(statusOrCut(said)).isIn(413, 0);
        assertThat(statusOrCut(unsaid)).isIn(413, 0);
        assertThat(taken).isEmpty();
    }

    /** Who still sends when the connection closes may miss the answer: 0 stands for that. */
    private int statusOrCut(HttpRequest.Builder request) throws InterruptedException {
        try {
            return send(request).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void holdsNoThreadForABodyThatDoesNotCome() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * THREADS; i++) {
                halves.add(half());
            }
            assertThat(send(signed(form(CLICK)).timeout(Duration.ofSeconds(8))).statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    private Socket half() throws IOException {
        Socket socket = new Socket("localhost", port());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /slack HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM + "\r\nContent-Length: 1000\r\n"
                        + Signatures.TIMESTAMP_HEADER + ": " + STAMP + "\r\n" + Signatures.SIGNATURE_HEADER + ": "
                        + sign("x") + "\r\n\r\npayl")
                .getBytes(UTF_8));
        out.flush();
        return socket;
    }
}
