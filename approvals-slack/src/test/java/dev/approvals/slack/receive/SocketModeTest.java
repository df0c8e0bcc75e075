package dev.approvals.slack.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SocketModeTest {

    private static final String CLICK =
            "{\"envelope_id\":\"e1\",\"type\":\"interactive\",\"accepts_response_payload\":true,"
                    + "\"payload\":{\"type\":\"block_actions\",\"n\":1}}";
    private static final Pace QUICK = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<ObjectNode> taken = new LinkedBlockingQueue<>();
    private volatile Acknowledgement acknowledgement = new Acknowledgement.Taken();
    private SocketStation station;
    private SocketMode socket;

    @BeforeEach
    void connect() throws Exception {
        station = new SocketStation();
        socket = SocketMode.open(station.slack(), "xapp-1-A1", this::take, QUICK);
    }

    @AfterEach
    void disconnect() throws Exception {
        socket.close();
        station.close();
    }

    private Acknowledgement take(String key, ObjectNode payload) {
        Acknowledgement answer = acknowledgement; // before the test knows of it, and says what comes next
        taken.add(payload.put("key", key));
        return answer;
    }

    private ObjectNode next() throws InterruptedException {
        return taken.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void acknowledgesAndHandsOnAnInteraction() throws Exception {
        station.connection().send(CLICK);

        assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e1\"}");
        assertThat(next().toString()).isEqualTo("{\"type\":\"block_actions\",\"n\":1,\"key\":\"e1\"}");
    }

    @Test
    void tellsAModalWhatIsWrong() throws Exception {
        acknowledgement = new Acknowledgement.Errors(StrictJson.object().put("response_action", "errors"));
        station.connection().send(CLICK);

        assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e1\",\"payload\":{\"response_action\":\"errors\"}}");
    }

    @Test
    void doesNotAcknowledgeWhatIsNotTakenNorWhatIsNoInteraction() throws Exception {
        WebSocket connection = station.connection();
        acknowledgement = new Acknowledgement.Busy();
        connection.send(CLICK);
        next();
        acknowledgement = new Acknowledgement.Refused();
        connection.send(CLICK);
        next();
        acknowledgement = new Acknowledgement.Taken();
        for (String other : new String[] {
            "",
            "{",
            "[]",
            "null",
            "not json",
            "{} {}",
            "{\"type\":1}",
            "{\"type\":\"interactive\"}",
            "{\"type\":\"interactive\",\"envelope_id\":\"\",\"payload\":{}}",
            "{\"type\":\"interactive\",\"envelope_id\":\"e9\",\"payload\":\"text\"}",
            "{\"type\":\"interactive\",\"envelope_id\":\"e9\",\"envelope_id\":\"e8\",\"payload\":{}}",
            "{\"type\":\"events_api\",\"envelope_id\":\"e9\",\"payload\":{}}",
            "{\"type\":\"interactive\",\"envelope_id\":\"e9\",\"payload\":{\"x\":\"" + "x".repeat(StrictJson.LONGEST)
                    + "\"}}"
        }) {
            connection.send(other);
        }
        connection.send(CLICK.replace("e1", "e2"));

        assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e2\"}");
        assertThat(next().get("key").asText()).isEqualTo("e2");
    }

    @Test
    void connectsAnewWhenSlackAsksForItAndWhenTheConnectionBreaks() throws Exception {
        WebSocket first = station.connection();
        await().atMost(PATIENCE).until(socket::isConnected);
        first.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
        WebSocket second = station.connection();
        await().atMost(PATIENCE).until(() -> !first.isOpen() && socket.isConnected());
        second.closeConnection(1006, "gone");
        WebSocket third = station.connection();
        await().atMost(PATIENCE).until(socket::isConnected);
        third.send(CLICK);

        assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e1\"}");
    }

    @Test
    void goesOnTryingWhileSlackGivesNoAddress() throws Exception {
        WebSocket first = station.connection();
        station.fault = "{\"ok\":false,\"error\":\"internal_error\"}";
        first.closeConnection(1006, "gone");
        int before = station.addressesAsked.get();
        await().atMost(PATIENCE).until(() -> station.addressesAsked.get() >= before + 3);
        station.fault = "";
        station.connection().send(CLICK);

        assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e1\"}");
    }

    @Test
    void saysWhatIsMissingWhereSlackGivesNoAddressAtTheStart() {
        station.fault = "{\"ok\":false,\"error\":\"not_allowed_token_type\"}";

        assertThatThrownBy(() -> SocketMode.open(station.slack(), "xoxb-1", this::take))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("xapp-", "connections:write", "not_allowed_token_type");
    }

    @Test
    void isNotReconnectedOnceItIsClosed() throws Exception {
        WebSocket connection = station.connection();
        await().atMost(PATIENCE).until(socket::isConnected);
        socket.close();
        await().atMost(PATIENCE).until(() -> !connection.isOpen());

        assertThat(socket.isConnected()).isFalse();
        assertThat(station.opened).isEmpty();
    }

    @Test
    void worksWhileTheCommonPoolIsFull() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(release));
        }
        try (SocketMode another = SocketMode.open(station.slack(), "xapp-1-A1", this::take, QUICK)) {
            station.connection();
            station.connection().send(CLICK);

            assertThat(station.answer()).isEqualTo("{\"envelope_id\":\"e1\"}");
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void waitsLongerAfterEachTryUpToALimit() {
        assertThat(Pace.USUAL.pauseAfter(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Pace.USUAL.pauseAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pace.USUAL.pauseAfter(4)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Pace.USUAL.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    }
}
