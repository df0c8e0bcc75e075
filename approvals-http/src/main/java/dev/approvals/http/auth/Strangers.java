package dev.approvals.http.auth;

import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Response;

/** The one answer to whoever is not known, whatever was wrong with what they brought. */
public final class Strangers {

    private Strangers() {}

    /** {@return the answer: 401, always the same} */
    public static Response answer() {
        return Response.of(Problem.of(401, "NOT_SIGNED_IN", "Nobody known sent this request")
                        .curedBy("Sign in, or send a token that is meant for this API."))
                .with("WWW-Authenticate", "Bearer")
                .with("Cache-Control", "no-store");
    }
}
