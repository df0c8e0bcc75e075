package dev.approvals.http.exchange;

/** Ends the handling of a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Headers headers;

    /**
     * Ends the handling of a request.
     *
     * @param problem why
     * @param headers header fields of the answer
     */
    public ProblemException(Problem problem, Headers headers) {
        super(
                problem.code() + ": " + (problem.detail().isEmpty() ? problem.title() : problem.detail()),
                null,
                false,
                false);
        this.problem = problem;
        this.headers = headers;
    }

    /**
     * Sets a header field of the answer.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public ProblemException with(String name, String value) {
        return new ProblemException(problem, headers.with(name, value));
    }

    /** {@return why the request was not done} */
    public Problem problem() {
        return problem;
    }

    /** {@return the answer} */
    public Response response() {
        return Response.of(problem).orElse(headers);
    }
}
