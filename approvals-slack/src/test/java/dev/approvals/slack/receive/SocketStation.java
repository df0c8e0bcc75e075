package dev.approvals.slack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The other end of Socket Mode: hands out addresses, and sends what a test says. */
final class SocketStation implements AutoCloseable {

    final AtomicInteger addressesAsked = new AtomicInteger();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    /** What apps.connections.open answers instead of an address. */
    volatile String fault = "";

    private final CountDownLatch started = new CountDownLatch(1);
    private final HttpServer api;
    private final WebSocketServer sockets;

    SocketStation() throws Exception {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/api/apps.connections.open", this::address);
        api.start();
        sockets = new Sockets();
        sockets.setReuseAddr(true);
        sockets.start();
        if (!started.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The WebSocket server did not start");
        }
    }

    Slack slack() {
        SlackConfig config = new SlackConfig();
        config.setStatsEnabled(false);
        config.setMethodsEndpointUrlPrefix(
                "http://localhost:" + api.getAddress().getPort() + "/api/");
        return Slack.getInstance(config);
    }

    private void address(HttpExchange exchange) throws IOException {
        addressesAsked.incrementAndGet();
        String body = fault.isEmpty() ? "{\"ok\":true,\"url\":\"ws://localhost:" + sockets.getPort() + "/\"}" : fault;
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    /** {@return the next connection that was opened} */
    WebSocket connection() throws InterruptedException {
        WebSocket next = opened.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nobody connected");
        }
        return next;
    }

    /** {@return the next thing that was answered, or "nothing"} */
    String answer() throws InterruptedException {
        String next = answers.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Override
    public void close() throws Exception {
        api.stop(0);
        sockets.stop(1_000);
    }

    private final class Sockets extends WebSocketServer {

        Sockets() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.send("{\"type\":\"hello\",\"num_connections\":1,\"connection_info\":{\"app_id\":\"A1\"}}");
            opened.add(socket);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            answers.add(message);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket socket, Exception failure) {
            if (socket == null) {
                throw new UncheckedIOException(new IOException("The WebSocket server broke", failure));
            }
        }
    }
}
