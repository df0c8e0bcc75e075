package dev.approvals.http.jetty;

import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, such as an address that is no address: a problem like any other, not a page of its own. */
final class PlainErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = status < 500
                ? Problem.of(status, "BAD_REQUEST", "The request is no request that can be answered")
                : Problem.of(status, "FAILED", "Something failed here");
        String body = new String(Json.write(problem.json()), StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
