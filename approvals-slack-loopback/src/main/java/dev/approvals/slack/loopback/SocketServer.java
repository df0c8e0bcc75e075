package dev.approvals.slack.loopback;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket server under Socket Mode. */
final class SocketServer extends WebSocketServer {

    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    private final SocketMode mode;
    private final CountDownLatch listening = new CountDownLatch(1);

    SocketServer(SocketMode mode) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        this.mode = mode;
        setDaemon(true);
        setTcpNoDelay(true);
        start();
        await();
    }

    private void await() {
        try {
            if (!listening.await(Guarded.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The loopback's Socket Mode could not listen");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the loopback's Socket Mode began", stopped);
        }
    }

    void end() {
        try {
            stop(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
        if (!mode.admits(request.getResourceDescriptor())) {
            throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "no such ticket");
        }
        return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onStart() {
        listening.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        mode.opened(connection);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
        mode.closed(connection);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        mode.said(message);
    }

    @Override
    public void onError(WebSocket connection, Exception error) {
        LOG.debug("a connection of the loopback's Socket Mode broke", error);
    }
}
