package dev.approvals.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HalfSentTest {

    private static final int EACH = 16;
    private static final String HEAD =
            "POST /api/requests/x/decisions HTTP/1.1\r\nHost: %s\r\nX-Test-User: alice\r\nX-Long: ";
    private static final String BODY =
            "-\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{\"decision\":";

    private final List<Socket> half = new ArrayList<>();
    private final ScheduledExecutorService dripper = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() throws IOException {
        dripper.shutdownNow();
        for (Socket socket : half) {
            socket.close();
        }
    }

    @Test
    void sixtyFourHalfSentRequestsKeepNobodyWaitingAndAreEnded() throws Exception {
        try (Office office = Office.open()) {
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 1))
                    .callId();
            for (int i = 0; i < EACH; i++) {
                send(office, HEAD);
                send(office, HEAD + BODY);
                drip(send(office, HEAD));
                drip(send(office, HEAD + BODY));
            }

            assertThat(office.as("alice").decide(id, "deny").status()).isEqualTo(200);

            for (Socket socket : half) {
                awaitEnd(socket);
            }
            assertThat(office.as("alice").get("/api/me").status()).isEqualTo(200);
        }
    }

    private Socket send(Office office, String text) throws IOException {
        Socket socket = new Socket(office.address().getHost(), office.address().getPort());
        half.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write(text.replace("%s", office.address().getAuthority()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A byte now and then, so that the connection is never idle; ends with the connection. */
    private void drip(Socket socket) {
        dripper.scheduleAtFixedRate(() -> letter(socket), 500, 500, TimeUnit.MILLISECONDS);
    }

    private static void letter(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            throw new IllegalStateException("This one has been ended, so nothing more is sent", e);
        }
    }

    /** Reads to the end, whatever the last words are; fails where none comes in a minute. */
    private static void awaitEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException ended) {
            assertThat(ended).hasMessageContaining("reset");
        }
    }
}
