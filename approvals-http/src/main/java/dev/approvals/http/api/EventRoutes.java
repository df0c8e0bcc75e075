package dev.approvals.http.api;

import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.live.Onlooker;

/** What changes, told as it happens. */
final class EventRoutes {

    private final Shelf shelf;

    EventRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    Response events(Visit visit) {
        Viewer viewer = visit.viewer();
        Onlooker onlooker = new Onlooker(
                request -> shelf.sees(viewer.person(), request),
                viewer.holds(),
                viewer.signedIn().credential().until());
        Feed feed = shelf.inbox().live().open(onlooker, visit.request().header("Last-Event-ID"));
        // A proxy that buffers would hold events back.
        return Response.flowing("text/event-stream", feed).with("X-Accel-Buffering", "no");
    }
}
