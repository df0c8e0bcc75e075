package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ServerHandshake;

/** The bare least of an app on Socket Mode: keeps what comes, and answers as it is told. */
final class SocketApp extends WebSocketClient implements AutoCloseable {

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final Function<JsonNode, Optional<String>> answer;

    /** Connects; {@code answer} is what it sends to an envelope, if anything. */
    SocketApp(LoopbackSlack slack, Function<JsonNode, Optional<String>> answer) throws Exception {
        super(address(slack));
        this.answer = answer;
        setDaemon(true);
        if (!connectBlocking(30, TimeUnit.SECONDS)) {
            throw new AssertionError("could not connect");
        }
    }

    static SocketApp acknowledging(LoopbackSlack slack) throws Exception {
        return new SocketApp(slack, envelope -> Optional.of(acknowledgement(envelope)));
    }

    static SocketApp silent(LoopbackSlack slack) throws Exception {
        return new SocketApp(slack, envelope -> Optional.empty());
    }

    static String acknowledgement(JsonNode envelope) {
        return Json.object()
                .put("envelope_id", envelope.path("envelope_id").asText())
                .toString();
    }

    static URI address(LoopbackSlack slack) throws Exception {
        return URI.create(
                Sdk.client(slack, slack.appToken()).appsConnectionsOpen(r -> r).getUrl());
    }

    /** What came next, of a type; waits half a minute at most. */
    JsonNode next(String type) throws InterruptedException {
        JsonNode message = received.poll(30, TimeUnit.SECONDS);
        if (message == null || !message.path("type").asText().equals(type)) {
            throw new AssertionError("expected " + type + ", got " + message);
        }
        return message;
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        // Slack says hello first.
    }

    @Override
    public void onMessage(String message) {
        JsonNode tree = Json.read(message);
        received.add(tree);
        if (tree.has("envelope_id")) {
            answer.apply(tree).ifPresent(this::sendIfOpen);
        }
    }

    private void sendIfOpen(String text) {
        try {
            send(text);
        } catch (WebsocketNotConnectedException e) {
            // The test has closed it meanwhile.
            received.add(Json.object().put("type", "unsent"));
        }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        received.add(Json.object().put("type", "closed").put("code", code));
    }

    @Override
    public void onError(Exception error) {
        received.add(Json.object().put("type", "error").put("error", error.toString()));
    }
}
