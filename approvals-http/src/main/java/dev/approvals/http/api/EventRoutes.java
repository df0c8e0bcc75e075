package dev.approvals.http.api;

import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Response;
import dev.approvals.review.Person;

/** What changes, told as it happens. */
final class EventRoutes {

    private final Shelf shelf;

    EventRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    Response events(Visit visit) {
        Person person = visit.viewer().person();
        Feed feed = shelf.inbox()
                .live()
                .open(
                        request -> shelf.sees(person, request),
                        visit.request().header("Last-Event-ID"),
                        visit.viewer().signedIn().credential().until());
        // A proxy that buffers would hold events back.
        return Response.flowing(
                        "text/event-stream",
                        new WhileSignedIn(feed, visit.viewer().holds()))
                .with("X-Accel-Buffering", "no");
    }
}
