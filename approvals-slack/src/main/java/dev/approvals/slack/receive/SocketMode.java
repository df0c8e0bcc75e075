package dev.approvals.slack.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.SocketModeMessageQueue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives clicks over Socket Mode: a WebSocket that we open, so that no public address is needed.
 *
 * <p>On the SDK's client, with three of its habits replaced. It looks for messages a hundred times a second in each of ten
 * threads: here the thread that reads the socket hands them on. It acknowledges after its listeners: here before. Its keeper
 * of the connection stops for good once Slack answers a request for a new address with an error: here one of our own goes on.
 * Everything runs on threads of its own. Thread-safe.
 */
public final class SocketMode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);

    private final SocketModeClient client;
    private final Inlet inlet;
    private final Pace pace;
    private final ScheduledExecutorService keeper;
    private volatile boolean closed;
    /** Slack asked to leave this connection for another. */
    private volatile boolean leaving;
    /** Like the next, touched by the keeper only: how often it tried since the connection last answered. */
    private int tries;

    private long notBeforeNanos;

    private SocketMode(Slack slack, String appToken, Inlet inlet, Pace pace) throws IOException {
        this.inlet = inlet;
        this.pace = pace;
        this.notBeforeNanos = System.nanoTime() + pace.look().toNanos();
        this.keeper = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "approvals-slack-socket");
            thread.setDaemon(true);
            return thread;
        });
        this.client = client(slack, appToken);
    }

    /**
     * Connects, and stays connected until it is closed.
     *
     * @param slack the SDK
     * @param appToken the app-level token, {@code xapp-...}, with the scope {@code connections:write}
     * @param inlet who acts upon what comes in
     * @return the open receiver
     * @throws IOException if Slack gives no address to connect to
     */
    public static SocketMode open(Slack slack, String appToken, Inlet inlet) throws IOException {
        return open(slack, appToken, inlet, Pace.USUAL);
    }

    static SocketMode open(Slack slack, String appToken, Inlet inlet, Pace pace) throws IOException {
        SocketMode opened = new SocketMode(slack, appToken, inlet, pace);
        opened.client.connect();
        long look = pace.look().toNanos();
        opened.keeper.scheduleWithFixedDelay(opened::look, look, look, TimeUnit.NANOSECONDS);
        return opened;
    }

    private SocketModeClient client(Slack slack, String appToken) throws IOException {
        try {
            String address = slack.issueSocketModeUrl(appToken);
            SocketModeClient made =
                    new SocketModeClientJavaWSImpl(slack, appToken, address, 0, new Arrivals(), true, false, 0);
            made.addWebSocketCloseListener((code, reason) -> soon(this::look));
            return made;
        } catch (IllegalStateException | JsonParseException | URISyntaxException e) {
            keeper.shutdownNow();
            throw new IOException(
                    "Slack gives no address for Socket Mode. Check that Socket Mode is on for the app, and that the"
                            + " app-level token (xapp-...) is the app's and has the scope connections:write; Slack said: "
                            + e.getMessage(),
                    e);
        }
    }

    /** {@return whether Slack answers over the connection now; may take three seconds} */
    public boolean isConnected() {
        return !closed && client.verifyConnection();
    }

    /** Ends the connection; what was taken already is still acted upon. Does not throw. */
    @Override
    public void close() {
        closed = true;
        keeper.shutdownNow();
        end();
    }

    private void soon(Runnable step) {
        try {
            keeper.execute(step);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed, so nobody looks after the connection any more");
        }
    }

    private void look() {
        try {
            if (!leaving && client.verifyConnection()) {
                tries = 0;
            } else {
                reconnect();
            }
        } catch (RuntimeException e) {
            LOG.warn("The connection to Slack could not be looked at", e); // or this were the last look
        }
    }

    /** A try takes its time: while one may still be under way, or the last one failed a moment ago, there is no other. */
    private void reconnect() {
        if (closed || System.nanoTime() - notBeforeNanos < 0) {
            return;
        }
        notBeforeNanos = System.nanoTime() + pace.pauseAfter(tries).toNanos();
        tries++;
        try {
            client.connectToNewEndpoint();
            leaving = false;
        } catch (IOException | IllegalStateException e) {
            LOG.warn("Slack gives no address for Socket Mode; it is asked again: {}", e.getMessage());
        }
        if (closed) {
            end();
        }
    }

    private void end() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("The connection to Slack did not close in peace", e); // it is left either way
        }
    }

    /** Where the SDK puts what it read. Nothing stays here: nobody polls. */
    private final class Arrivals implements SocketModeMessageQueue {

        @Override
        public void add(String message) {
            Optional<ObjectNode> envelope = StrictJson.read(message);
            if (envelope.isEmpty()) {
                LOG.warn("Slack sent something that is not one JSON object, or is too large; it is left alone");
                return;
            }
            String type = envelope.get().path("type").asText();
            if (type.equals("interactive")) {
                Envelope.of(envelope.get()).ifPresent(this::interactive);
            } else if (type.equals("disconnect")) {
                leaving = true;
                soon(SocketMode.this::look);
            }
        }

        private void interactive(Envelope envelope) {
            envelope.answer(inlet.take(envelope.id(), envelope.payload())).ifPresent(client::sendWebSocketMessage);
        }

        /** {@return never anything; the SDK has no null-marked API, and it asks for null} */
        @Override
        @SuppressWarnings("NullAway")
        public String poll() {
            return null;
        }
    }
}
