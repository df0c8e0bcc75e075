package dev.approvals.http.api;

import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The reviewers' API: everything below {@code /api}. */
public final class Api implements Handler {

    /** Where the API describes itself; the only thing here that is for strangers, too. */
    private static final String DESCRIPTION = "/api/openapi.json";

    private final Reception reception;
    private final Repeats repeats = new Repeats();
    private final byte[] description = read("/dev/approvals/http/openapi.json");
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
        Acts acts = new Acts(shelf);
        ListRoutes lists = new ListRoutes(shelf, acts);
        RequestRoutes requests = new RequestRoutes(shelf, acts);
        DecisionRoutes decisions = new DecisionRoutes(shelf, acts);
        GrantRoutes grants = new GrantRoutes(shelf);
        JournalRoutes journal = new JournalRoutes(parts.journal(), shelf, parts.clock());
        return new Routes()
                .on("GET", "/api/me", new MeRoutes(parts.journal().isPresent())::me)
                .on("GET", "/api/requests", lists::list)
                .on("GET", "/api/requests/{id}", requests::get)
                .on("GET", "/api/requests/{id}/history", requests::history)
                .on("POST", "/api/requests/{id}/decisions", decisions::decide)
                .on("POST", "/api/requests/{id}/withdrawal", decisions::withdraw)
                .on("POST", "/api/requests/{id}/closing", decisions::close)
                .on("POST", "/api/requests/{id}/review", decisions::review)
                .on("GET", "/api/grants", grants::grants)
                .on("POST", "/api/grants/{id}/revocation", grants::revoke)
                .on("GET", "/api/reviews", grants::owed)
                .on("GET", "/api/overview", new OverviewRoutes(shelf)::overview)
                .on("GET", "/api/journal", journal::journal)
                .on("GET", "/api/journal/proof/{seq}", journal::proof)
                .on("GET", "/api/events", new EventRoutes(shelf)::events);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Api.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's own " + resource + " cannot be read", e);
        }
    }

    /** {@return every route as method and path} */
    public List<String> routes() {
        return routes.names();
    }

    @Override
    public Response handle(Request request) {
        if (request.path().equals(DESCRIPTION) && !request.changes()) {
            return Response.bytes(200, "application/json", description);
        }
        return reception.receive(request, viewer -> {
            Routes.Match match = routes.match(request);
            Visit visit = new Visit(request, viewer, match.path());
            return request.changes()
                    ? repeats.once(visit, () -> match.action().act(visit))
                    : match.action().act(visit);
        });
    }
}
