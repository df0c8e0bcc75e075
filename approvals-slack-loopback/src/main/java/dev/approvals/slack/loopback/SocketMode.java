package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.core.time.Timekeeper.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;

/**
 * Socket Mode over real WebSockets: each address is good for one connection, each envelope goes to one connection and again to
 * another where nobody acknowledges it within three seconds. Thread-safe.
 */
public final class SocketMode {

    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(3);
    private static final Duration CLOSED_AFTER = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 4;
    private static final int MOST_CONNECTIONS = 10;

    private final Workspace workspace;
    private final Timekeeper clock;
    private final SocketServer server;
    private final Set<String> tickets = new HashSet<>();
    private final List<WebSocket> open = new ArrayList<>();
    private final Map<String, Envelope> waiting = new HashMap<>();
    private final Map<String, Alarm> alarms = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> strays = new ArrayList<>();
    private int turn;
    private int copies = 1;
    private boolean refusing;
    private boolean disabled;

    private record Envelope(String id, ObjectNode payload, int attempts, CompletableFuture<Ack> done) {
        boolean takesAnswer() {
            return payload.path("type").asText().equals("view_submission");
        }

        Envelope again() {
            return new Envelope(id, payload, attempts + 1, done);
        }

        String text() {
            ObjectNode text = Json.object()
                    .put("envelope_id", id)
                    .put("type", "interactive")
                    .put("accepts_response_payload", takesAnswer());
            if (attempts > 1) {
                text.put("retry_attempt", attempts - 1).put("retry_reason", "timeout");
            }
            text.set("payload", payload);
            return text.toString();
        }
    }

    SocketMode(Workspace workspace, Timekeeper clock) {
        this.workspace = workspace;
        this.clock = clock;
        server = new SocketServer(this);
    }

    void addTo(Methods methods) {
        methods.app("apps.connections.open", "connections:write", this::address);
    }

    private ObjectNode address(ApiCall call) {
        if (disabled) {
            // The real error for this is not documented.
            throw Refused.because("forbidden_team");
        }
        String ticket = workspace.next("ticket");
        tickets.add(ticket);
        return Json.object().put("url", "ws://127.0.0.1:" + server.getPort() + "/link/?ticket=" + ticket);
    }

    /** Whether somebody who comes with a ticket is let in; once. */
    boolean admits(String resource) {
        return workspace
                .guarded()
                .in(() -> !refusing
                        && open.size() < MOST_CONNECTIONS
                        && tickets.remove(resource.substring(resource.indexOf('=') + 1)));
    }

    void opened(WebSocket connection) {
        workspace.guarded().run(() -> {
            open.add(connection);
            ObjectNode hello = Json.object().put("type", "hello").put("num_connections", open.size());
            hello.putObject("connection_info").put("app_id", Workspace.APP);
            hello.putObject("debug_info")
                    .put("host", "loopback")
                    .put("build_number", 1)
                    .put("approximate_connection_time", 18_060);
            connection.send(hello.toString());
        });
    }

    void closed(WebSocket connection) {
        workspace.guarded().run(() -> open.remove(connection));
    }

    void said(String message) {
        Optional<JsonNode> answer = Json.parsed(message);
        String id = answer.map(tree -> tree.path("envelope_id").asText()).orElse("");
        Optional<JsonNode> payload = answer.map(tree -> tree.path("payload")).filter(JsonNode::isObject);
        Optional<Envelope> envelope = workspace.guarded().in(() -> taken(id, message, payload.isPresent()));
        envelope.ifPresent(found -> found.done().complete(new Ack(true, found.attempts(), 200, payload)));
    }

    private Optional<Envelope> taken(String id, String message, boolean withPayload) {
        Optional<Envelope> envelope = forget(id);
        boolean payloadRefused =
                withPayload && envelope.filter(e -> !e.takesAnswer()).isPresent();
        if (payloadRefused || (envelope.isEmpty() && !acknowledged.contains(id))) {
            strays.add(message);
        }
        acknowledged.add(id);
        return envelope;
    }

    CompletableFuture<Ack> send(ObjectNode payload) {
        CompletableFuture<Ack> done = new CompletableFuture<>();
        String id = workspace.guarded().in(() -> workspace.next("envelope-"));
        attempt(new Envelope(id, payload, 1, done));
        return done;
    }

    private void attempt(Envelope envelope) {
        boolean sent = workspace.guarded().in(() -> {
            waiting.put(envelope.id(), envelope);
            alarms.put(envelope.id(), clock.at(clock.now().plus(ACKNOWLEDGED_WITHIN), () -> overdue(envelope)));
            return sent(envelope);
        });
        if (!sent && envelope.attempts() == 1) {
            workspace.guarded().run(() -> forget(envelope.id()));
            envelope.done().complete(Ack.none(0, 0));
        }
    }

    private Optional<Envelope> forget(String id) {
        Optional.ofNullable(alarms.remove(id)).ifPresent(Alarm::cancel);
        return Optional.ofNullable(waiting.remove(id));
    }

    private boolean sent(Envelope envelope) {
        if (open.isEmpty()) {
            return false;
        }
        WebSocket connection = open.get(turn++ % open.size());
        for (int i = 0; i < copies; i++) {
            if (!sent(connection, envelope.text())) {
                // What was sent to one that had gone is sent again when nobody acknowledges it.
                open.remove(connection);
            }
        }
        return true;
    }

    private void overdue(Envelope envelope) {
        boolean unheard = workspace.guarded().in(() -> waiting.get(envelope.id()) == envelope);
        if (!unheard) {
            return;
        }
        if (envelope.attempts() < ATTEMPTS) {
            attempt(envelope.again());
        } else {
            workspace.guarded().run(() -> forget(envelope.id()));
            envelope.done().complete(Ack.none(envelope.attempts(), 0));
        }
    }

    /** {@return how many connections there are} */
    public int connections() {
        return workspace.guarded().in(open::size);
    }

    /** Waits until so many connections stand, for half a minute at most. */
    public void awaitConnections(int count) {
        workspace
                .guarded()
                .await(count + " connections", () -> Optional.of(open.size()).filter(now -> now == count), open::size);
    }

    /** Sends every envelope so many times; 1 as at the start. */
    public void copies(int count) {
        workspace.guarded().run(() -> copies = count);
    }

    /** Lets nobody connect, or takes that back. */
    public void refusing(boolean isRefusing) {
        workspace.guarded().run(() -> refusing = isRefusing);
    }

    /** Asks every connection to make way for a new one, as Slack does every few hours; closes it ten seconds later. */
    public void refresh() {
        List<WebSocket> told = tell("refresh_requested");
        clock.at(clock.now().plus(CLOSED_AFTER), () -> told.forEach(WebSocket::close));
    }

    /** Says that the connections will end soon. */
    public void warn() {
        tell("warning");
    }

    /** Switches Socket Mode off for the app: tells the connections, closes them, and hands out no address any more. */
    public void disable() {
        workspace.guarded().run(() -> disabled = true);
        tell("link_disabled").forEach(WebSocket::close);
    }

    /** Switches Socket Mode on again. */
    public void enable() {
        workspace.guarded().run(() -> disabled = false);
    }

    /** Cuts every connection without a word. */
    public void drop() {
        connected().forEach(connection -> connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, "dropped on purpose"));
    }

    /** Sends any text to every connection. */
    public void sendText(String text) {
        connected().forEach(connection -> sent(connection, text));
    }

    /** {@return what the app sent that acknowledges nothing, or answers where no answer is taken} */
    public List<String> strays() {
        return workspace.guarded().in(() -> List.copyOf(strays));
    }

    /** Waits until there is such a stray, for half a minute at most. */
    public void awaitStray(String text) {
        workspace
                .guarded()
                .await(
                        "a stray " + text,
                        () -> strays.stream().filter(text::equals).findFirst(),
                        this::strays);
    }

    private List<WebSocket> tell(String reason) {
        ObjectNode message = Json.object().put("type", "disconnect").put("reason", reason);
        message.putObject("debug_info").put("host", "loopback");
        List<WebSocket> told = connected();
        told.forEach(connection -> sent(connection, message.toString()));
        return told;
    }

    private static boolean sent(WebSocket connection, String text) {
        try {
            connection.send(text);
            return true;
        } catch (WebsocketNotConnectedException e) {
            // It has just gone.
            return false;
        }
    }

    private List<WebSocket> connected() {
        return workspace.guarded().in(() -> List.copyOf(open));
    }

    void close() {
        server.end();
    }
}
