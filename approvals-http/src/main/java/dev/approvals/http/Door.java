package dev.approvals.http;

import dev.approvals.http.auth.Origins;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.guard.RateLimit;
import java.util.Map;

/**
 * The first thing that a request meets: it must be meant for this server, must not come too often, and is led to its room.
 *
 * @param origins the public addresses of this server
 * @param rate how often one address's requests are taken
 * @param rooms who answers, by the first segment of the path
 * @param page who answers everything else
 */
record Door(Origins origins, RateLimit rate, Map<String, Handler> rooms, Handler page) implements Handler {

    /** What watches over a process calls it by whatever address it has. */
    private static final String OPEN = "health";

    @Override
    public Response handle(Request request) {
        rate.pass(request.peer().address().getHostAddress());
        String room = request.segments().stream().findFirst().orElse("");
        if (!room.equals(OPEN) && !origins.servesHost(request)) {
            throw Problem.of(421, "WRONG_HOST", "This server has another name")
                    .curedBy("Use one of its public addresses; an administrator names them with"
                            + " ApprovalsHttp.builder().address(...).")
                    .toException();
        }
        return rooms.getOrDefault(room, page).handle(request);
    }
}
