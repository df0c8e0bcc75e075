package dev.approvals.http.guard;

import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever fails into a problem that says nothing of the inside, and gives every answer the header fields that keep
 * browsers from making something else of it.
 */
public final class Barrier implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Barrier.class);

    private static final Headers SAFE = Headers.NONE
            .with("Cache-Control", "no-store")
            .with(
                    "Content-Security-Policy",
                    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Cross-Origin-Resource-Policy", "same-origin")
            .with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY");

    private static final Headers SECURE = SAFE.with("Strict-Transport-Security", "max-age=31536000");

    private final Handler inner;

    /**
     * A barrier.
     *
     * @param inner who answers behind it
     */
    public Barrier(Handler inner) {
        this.inner = inner;
    }

    @Override
    public Response handle(Request request) {
        return answer(request).orElse(request.peer().secure() ? SECURE : SAFE);
    }

    private Response answer(Request request) {
        try {
            return inner.handle(request);
        } catch (ProblemException e) {
            LOG.debug("{} is refused", request, e);
            return e.response();
        } catch (RuntimeException e) {
            String incident = UUID.randomUUID().toString();
            LOG.error("{} failed, incident {}", request, incident, e);
            return Response.of(Problem.of(500, "FAILED", "Something failed here")
                    .saying("It is in the log as incident " + incident + ".")
                    .curedBy("Try again; if it fails again, tell an administrator the incident."));
        }
    }
}
