package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.http.exchange.Response;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Figures of the last days, over the requests that somebody sees. */
final class OverviewRoutes {

    private static final int PAGE = 200;
    private static final int DAYS = 366;

    /** What is behind the figures is read again only now and then. */
    private final Cache<String, ObjectNode> kept = CacheBuilder.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    private final Shelf shelf;

    OverviewRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    Response overview(Visit visit) {
        String days = visit.request().query("days").orElse("30");
        if (!days.matches("[1-9][0-9]{0,2}") || Integer.parseInt(days) > DAYS) {
            throw ListRoutes.wrong("days is a number from 1 to " + DAYS);
        }
        // Asked out here: what is thrown while figures are read comes out of the cache as something else.
        Instant from = shelf.inbox().desk().now().minus(Duration.ofDays(Integer.parseInt(days)));
        try {
            String key = days + "\n" + visit.viewer().person();
            return Response.json(200, kept.get(key, () -> Overview.of(decided(visit, from))));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The figures could not be read", e);
        }
    }

    private List<ApprovalRequest> decided(Visit visit, Instant from) {
        List<ApprovalRequest> found = new ArrayList<>();
        for (RequestStatus status : List.of(RequestStatus.APPROVED, RequestStatus.CLAIMED, RequestStatus.ENDED)) {
            read(status, from, visit, found);
        }
        return found;
    }

    /** The newest come first, so that nothing older than wanted is read but the rest of a page. */
    private void read(RequestStatus status, Instant from, Visit visit, List<ApprovalRequest> found) {
        String after = "";
        List<ApprovalRequest> page;
        do {
            page = shelf.inbox().desk().newest(status, after, PAGE);
            for (ApprovalRequest request : page) {
                boolean wanted = !request.call().at().isBefore(from);
                if (wanted && shelf.sees(visit.viewer().person(), request)) {
                    found.add(request);
                }
            }
            after = page.isEmpty() ? "" : page.get(page.size() - 1).id();
        } while (page.size() == PAGE && !page.get(PAGE - 1).call().at().isBefore(from));
    }
}
