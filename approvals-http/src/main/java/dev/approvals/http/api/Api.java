package dev.approvals.http.api;

import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.util.List;

/** The reviewers' API: everything below {@code /api}. */
public final class Api implements Handler {

    private final Reception reception;
    private final Routes routes;

    /**
     * The reviewers' API.
     *
     * @param parts what it is made of
     */
    public Api(Parts parts) {
        this.reception = parts.reception();
        this.routes = routes(parts);
    }

    private static Routes routes(Parts parts) {
        Shelf shelf = new Shelf(parts.inbox(), parts.visibility());
        Acts acts = new Acts(shelf, parts.reception().directory());
        ListRoutes lists = new ListRoutes(shelf, acts, parts.clock());
        RequestRoutes requests = new RequestRoutes(shelf, acts);
        DecisionRoutes decisions = new DecisionRoutes(shelf, acts);
        EventRoutes events = new EventRoutes(shelf);
        return new Routes()
                .on("GET", "/api/me", MeRoutes::me)
                .on("GET", "/api/requests", lists::list)
                .on("GET", "/api/requests/{id}", requests::get)
                .on("GET", "/api/requests/{id}/history", requests::history)
                .on("POST", "/api/requests/{id}/decisions", decisions::decide)
                .on("POST", "/api/requests/{id}/withdrawal", decisions::withdraw)
                .on("POST", "/api/requests/{id}/closing", decisions::close)
                .on("POST", "/api/requests/{id}/review", decisions::review)
                .on("GET", "/api/events", events::events);
    }

    /** {@return every route as method and path} */
    public List<String> routes() {
        return routes.names();
    }

    @Override
    public Response handle(Request request) {
        return reception.receive(request, viewer -> {
            Routes.Match match = routes.match(request);
            return match.action().act(new Visit(request, viewer, match.path()));
        });
    }
}
