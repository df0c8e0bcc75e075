package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.view.Words;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists of requests, filtered, a page at a time. */
final class ListRoutes {

    private static final int PAGE = 200;
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Set<String> PARAMETERS =
            Set.of("status", "tool", "risk", "requester", "mine", "q", "after", "limit");

    private final Shelf shelf;
    private final Acts acts;

    ListRoutes(Shelf shelf, Acts acts) {
        this.shelf = shelf;
        this.acts = acts;
    }

    Response list(Visit visit) {
        visit.request().target().query().keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong("The parameter " + Words.shown(name) + " is not known here");
                });
        RequestStatus status = status(visit);
        int limit = limit(visit);
        List<ApprovalRequest> found = page(visit, status, limit + 1);
        ObjectNode json = Json.object();
        ArrayNode requests = json.putArray("requests");
        found.stream().limit(limit).forEach(request -> requests.add(acts.summary(request, visit.viewer())));
        if (found.size() > limit) {
            json.put("next", found.get(limit - 1).id());
        }
        return Response.json(200, json.put("now", shelf.inbox().desk().now().toString()));
    }

    private List<ApprovalRequest> page(Visit visit, RequestStatus status, int limit) {
        String after = visit.request().query("after").orElse("");
        Filter filter = Filter.of(visit, acts);
        List<ApprovalRequest> found = new ArrayList<>();
        List<ApprovalRequest> page = read(status, after);
        while (!page.isEmpty() && found.size() < limit) {
            page.stream()
                    .filter(request -> shelf.sees(visit.viewer().person(), request))
                    .filter(filter)
                    .limit(limit - found.size())
                    .forEach(found::add);
            String last = page.get(page.size() - 1).id();
            page = page.size() < PAGE ? List.of() : read(status, last);
        }
        return found;
    }

    /** What is over is wanted newest first; what waits, oldest first. */
    private List<ApprovalRequest> read(RequestStatus status, String after) {
        return status == RequestStatus.ENDED
                ? shelf.inbox().desk().newest(status, after, PAGE)
                : shelf.inbox().desk().list(status, after, PAGE);
    }

    private static RequestStatus status(Visit visit) {
        String word = visit.request().query("status").orElse("pending");
        return Words.status(word)
                .orElseThrow(() -> wrong("status is pending, approved, running or ended; got " + Words.shown(word)));
    }

    private static int limit(Visit visit) {
        String text = visit.request().query("limit").orElse(Integer.toString(USUAL));
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST) {
            throw wrong("limit is a number from 1 to " + MOST + "; got " + Words.shown(text));
        }
        return Integer.parseInt(text);
    }

    static ProblemException wrong(String detail) {
        return Problem.of(400, "WRONG_PARAMETER", "A parameter of the query is wrong")
                .saying(detail + ".")
                .toException();
    }
}
