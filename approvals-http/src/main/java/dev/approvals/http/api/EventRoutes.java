package dev.approvals.http.api;

import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.live.Live;
import dev.approvals.review.Person;

/** What changes, told as it happens. */
final class EventRoutes {

    private final Shelf shelf;
    private final Live live;

    EventRoutes(Shelf shelf, Live live) {
        this.shelf = shelf;
        this.live = live;
    }

    Response events(Visit visit) {
        Person person = visit.viewer().person();
        Feed feed = live.open(
                request -> shelf.sees(person, request), visit.request().header("Last-Event-ID"));
        // A proxy that buffers would hold events back.
        return Response.flowing("text/event-stream", feed).with("X-Accel-Buffering", "no");
    }
}
