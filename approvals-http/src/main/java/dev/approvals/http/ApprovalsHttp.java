package dev.approvals.http;

import dev.approvals.http.api.Api;
import dev.approvals.http.api.Parts;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.guard.Barrier;
import dev.approvals.http.guard.RateLimit;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.servlet.ApprovalsServlet;
import dev.approvals.review.Approver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reviewers' API and inbox over HTTP: an approver for a gate, and a handler for requests. Thread-safe.
 *
 * <p>Build it first, give {@link #inbox()} to {@code Approvals.builder().approver(...)}, and serve {@link #servlet()}.
 */
public final class ApprovalsHttp implements AutoCloseable {

    private final Inbox inbox;
    private final Api api;
    private final Handler handler;
    private final ApprovalsServlet servlet;

    ApprovalsHttp(ApprovalsHttpBuilder parts) {
        inbox = new Inbox(parts.development, parts.viewers, parts.clock);
        api = new Api(new Parts(parts.reception(), inbox, parts.visibility, parts.clock, parts.journal));
        Map<String, Handler> rooms = new HashMap<>(parts.rooms);
        rooms.put("api", api);
        Door door = new Door(
                parts.origins(), new RateLimit(parts.perMinute, parts.perMinute, parts.clock), rooms, parts.page);
        handler = new Barrier(door);
        servlet = new ApprovalsServlet(handler, parts.bounds);
    }

    /** {@return a builder; a public address and a way to sign in are all it must be given} */
    public static ApprovalsHttpBuilder builder() {
        return new ApprovalsHttpBuilder();
    }

    /** {@return the approver behind the API, for {@code Approvals.builder().approver(...)}; for one gate} */
    public Approver inbox() {
        return inbox;
    }

    /** {@return the API for whatever server calls it} */
    public Handler handler() {
        return handler;
    }

    /** {@return the API as a servlet, to be registered with async support} */
    public ApprovalsServlet servlet() {
        return servlet;
    }

    /** {@return how many people look on now} */
    public int viewers() {
        return inbox.live().viewers();
    }

    /** {@return every route of the API as method and path, such as {@code GET /api/requests/{id}}} */
    List<String> routes() {
        return api.routes();
    }

    /** Ends what is told to those who look on; the gate and the server are closed by whoever made them. */
    @Override
    public void close() {
        inbox.close();
    }
}
