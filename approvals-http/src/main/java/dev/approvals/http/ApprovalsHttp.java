package dev.approvals.http;

import dev.approvals.http.api.Api;
import dev.approvals.http.api.Parts;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.guard.Barrier;
import dev.approvals.http.guard.RateLimit;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.live.Live;
import dev.approvals.http.servlet.ApprovalsServlet;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import java.util.Map;
import java.util.Optional;

/**
 * The reviewers' API and inbox over HTTP: an approver for a gate, and a handler for requests. Thread-safe.
 *
 * <p>Build it first, give {@link #inbox()} to {@code Approvals.builder().approver(...)}, and serve {@link #servlet()}.
 */
public final class ApprovalsHttp implements AutoCloseable {

    private final Inbox inbox;
    private final Live live;
    private final Handler handler;
    private final ApprovalsServlet servlet;

    ApprovalsHttp(ApprovalsHttpBuilder parts) {
        this.live = new Live(this::find, parts.viewers, parts.clock);
        this.inbox = new Inbox(parts.realm, live::changed);
        Api api = new Api(new Parts(parts.reception(), inbox, parts.directory, parts.visibility, live, parts.clock));
        this.handler = new Barrier(
                new Door(Map.of("api", api), parts.page, new RateLimit(parts.perMinute, parts.perMinute, parts.clock)));
        this.servlet = new ApprovalsServlet(handler, parts.bounds);
    }

    private Optional<ApprovalRequest> find(String id) {
        return inbox.desk().find(id).filter(inbox::shows);
    }

    /** {@return a builder; a way to sign in is all it must be given} */
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

    /** Ends what is told to those who look on; the gate and the server are closed by whoever made them. */
    @Override
    public void close() {
        live.close();
    }

    /** The first thing that a request meets: not too often, and to the right part. */
    private record Door(Map<String, Handler> rooms, Handler page, RateLimit rate) implements Handler {
        @Override
        public Response handle(Request request) {
            rate.pass(request.peer().address().getHostAddress());
            String room = request.segments().stream().findFirst().orElse("");
            return rooms.getOrDefault(room, page).handle(request);
        }
    }
}
