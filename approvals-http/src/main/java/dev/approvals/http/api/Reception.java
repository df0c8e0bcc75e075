package dev.approvals.http.api;

import dev.approvals.http.exchange.Request;

/** Says who sent a request, and refuses strangers. Called from many threads at once. */
@FunctionalInterface
public interface Reception {

    /**
     * Says who sent a request.
     *
     * @param request the request
     * @return the person
     * @throws dev.approvals.http.exchange.ProblemException if nobody known did, or it may have been another site's doing
     */
    Viewer receive(Request request);
}
