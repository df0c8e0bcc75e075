package dev.approvals.http.api;

import dev.approvals.http.auth.Credential;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.live.Onlooker;
import dev.approvals.review.Person;

/** What changes, told as it happens. */
final class EventRoutes {

    private final Shelf shelf;
    private final ReviewerAuthenticator authenticator;

    EventRoutes(Shelf shelf, ReviewerAuthenticator authenticator) {
        this.shelf = shelf;
        this.authenticator = authenticator;
    }

    Response events(Visit visit) {
        Person person = visit.viewer().person();
        Credential credential = visit.viewer().signedIn().credential();
        Onlooker onlooker = new Onlooker(
                request -> shelf.sees(person, request), () -> authenticator.holds(credential), credential.until());
        Feed feed = shelf.inbox().live().open(onlooker, visit.request().header("Last-Event-ID"));
        // A proxy that buffers would hold events back.
        return Response.flowing(
                        "text/event-stream",
                        new WhileSignedIn(feed, visit.viewer().holds()))
                .with("X-Accel-Buffering", "no");
    }
}
