package dev.approvals.http.exchange;

/** Answers requests. Called from many threads at once. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     * @throws ProblemException if there is no better answer than a problem
     */
    Response handle(Request request);
}
