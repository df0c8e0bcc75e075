package dev.approvals.http.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowRequestsTest {

    private static final String HALF = "POST /api/requests/x/decisions HTTP/1.1\r\nHost: %s\r\nX-Test-User: alice\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"decision\":";

    private static Socket send(Office office, String text) throws IOException {
        Socket socket = new Socket(office.address().getHost(), office.address().getPort());
        socket.getOutputStream()
                .write(text.formatted(office.address().getAuthority()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[4_096];
        int length = in.read(piece);
        return length < 0 ? "" : new String(piece, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIsAnsweredSo() throws Exception {
        try (Office office =
                        Office.open(web -> web.bounds(Bounds.USUAL.readWithin(Duration.ofMillis(300))), gate -> gate);
                Socket half = send(office, HALF)) {
            assertThat(answer(half)).startsWith("HTTP/1.1 408").contains("BODY_TOO_SLOW");
        }
    }

    @Test
    void aHundredHalfSentRequestsKeepNobodyWaiting() throws Exception {
        List<Socket> half = new ArrayList<>();
        try (Office office = Office.open()) {
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 1))
                    .callId();
            for (int i = 0; i < 100; i++) {
                half.add(send(office, HALF));
            }

            assertThat(office.as("alice").decide(id, "deny").status()).isEqualTo(200);
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyInPiecesThatGrowsTooLargeIsRefusedBeforeItsEnd() throws Exception {
        try (Office office = Office.open();
                Socket socket = send(
                        office,
                        HALF.replace(
                                "Content-Length: 100\r\n\r\n{\"decision\":", "Transfer-Encoding: chunked\r\n\r\n"))) {
            String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
            // Four times as much as is taken, which is read and thrown away; then one byte more.
            for (int i = 0; i < 32; i++) {
                socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
            socket.getOutputStream().write("1\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
        }
    }

    @Test
    void whoReadsSlowlyKeepsNobodyWaiting() throws Exception {
        try (Office office =
                Office.open(web -> web.bounds(Bounds.USUAL.writeWithin(Duration.ofMillis(500))), gate -> gate)) {
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("x".repeat(4_000_000), 1))
                    .callId();
            String get = "GET /api/requests/" + id + " HTTP/1.1\r\nHost: %s\r\nX-Test-User: alice\r\n\r\n";
            try (Socket slow = send(office, get)) {
                assertThat(answer(slow)).startsWith("HTTP/1.1 200");
                assertThat(office.as("alice").get("/api/me").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void anotherHostNameIsNotServed() throws Exception {
        try (Office office = Office.open();
                Socket socket = send(
                        office,
                        "GET /api/me HTTP/1.1\r\nHost: evil.example\r\nX-Test-User: alice\r\nConnection: close\r\n\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 421").contains("WRONG_HOST");
        }
    }

    @Test
    void aHeaderFieldCannotBeSmuggledInBehindALoneLineFeed() throws Exception {
        try (Office office = Office.open();
                Socket socket = send(
                        office,
                        "GET /api/me HTTP/1.1\r\nHost: " + office.address().getAuthority()
                                + "\r\nX-Harmless: a\nX-Test-User: alice\r\nConnection: close\r\n\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400").doesNotContain("alice");
        }
    }

    @Test
    void whoComesTooOftenWaits() {
        try (Office office = Office.open(web -> web.requestsAMinuteAtMost(5), gate -> gate)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                statuses.add(office.as("alice").get("/api/me").status());
            }

            assertThat(statuses).startsWith(200, 200, 200, 200).contains(429);
            var refused = office.as("alice").get("/api/me");
            assertThat(refused.header("Retry-After")).isPresent();
        }
    }
}
