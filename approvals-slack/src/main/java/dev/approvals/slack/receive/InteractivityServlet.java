package dev.approvals.slack.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives clicks over signed HTTP: the app's Request URL for interactivity points here. What Slack did not sign is
 * refused; what it signed is acknowledged at once and acted upon by other threads. Register it with async support, and let
 * no filter before it read the body: the signature covers the bytes as they arrived.
 */
public final class InteractivityServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(InteractivityServlet.class);

    private final transient Signatures signatures;
    private final transient Inlet inlet;

    /**
     * A servlet.
     *
     * @param signatures verifies who sent a request
     * @param inlet who acts upon it
     */
    public InteractivityServlet(Signatures signatures, Inlet inlet) {
        this.signatures = Objects.requireNonNull(signatures, "signatures");
        this.inlet = Objects.requireNonNull(inlet, "inlet");
    }

    @Override
    protected void service(HttpServletRequest in, HttpServletResponse out) throws IOException {
        if (in.getAttribute(SignedBody.BYTES) instanceof byte[] body) {
            answer(in, out, body);
        } else if (in.getAttribute(SignedBody.FAULT) instanceof Integer status) {
            refuse(out, status, "the body is too large, too slow or broken off");
        } else {
            begin(in, out);
        }
    }

    /** Refuses by the head alone what can be refused so, and comes back with the body of the rest. */
    private void begin(HttpServletRequest in, HttpServletResponse out) throws IOException {
        Optional<Finding> flaw = signatures.glance(timestamps(in), given(in));
        if (!in.getMethod().equals("POST")) {
            out.setHeader("Allow", "POST");
            refuse(out, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "only POST is taken");
        } else if (!isForm(in.getContentType())) {
            refuse(out, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "it is not a form");
        } else if (flaw.isPresent()) {
            refuse(out, HttpServletResponse.SC_UNAUTHORIZED, flaw.get().name());
        } else if (in.getContentLengthLong() > SignedBody.MOST) {
            refuse(out, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "the body is too large");
        } else {
            AsyncContext async = in.startAsync();
            async.setTimeout(SignedBody.WITHIN.toMillis());
            SignedBody body = new SignedBody(async);
            async.addListener(body);
            in.getInputStream().setReadListener(body);
        }
    }

    private static boolean isForm(String contentType) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        return type.equals("application/x-www-form-urlencoded")
                || type.equals("application/x-www-form-urlencoded;charset=utf-8");
    }

    private void answer(HttpServletRequest in, HttpServletResponse out, byte[] body) throws IOException {
        Finding finding = signatures.examine(timestamps(in), given(in), body);
        if (finding != Finding.SIGNED) {
            refuse(out, HttpServletResponse.SC_UNAUTHORIZED, finding.name());
            return;
        }
        Optional<ObjectNode> payload = Form.payload(body).flatMap(StrictJson::read);
        if (payload.isEmpty()) {
            refuse(out, HttpServletResponse.SC_BAD_REQUEST, "it holds no payload");
            return;
        }
        // The same bytes with the same signature are the same click.
        write(out, inlet.take(given(in).get(0), payload.get()));
    }

    private static void write(HttpServletResponse out, Acknowledgement acknowledgement) throws IOException {
        if (acknowledgement instanceof Acknowledgement.Errors errors) {
            byte[] json = errors.body().toString().getBytes(StandardCharsets.UTF_8);
            out.setContentType("application/json");
            out.setContentLength(json.length);
            out.getOutputStream().write(json);
        } else if (acknowledgement instanceof Acknowledgement.Refused) {
            refuse(out, HttpServletResponse.SC_FORBIDDEN, "it is not for this app, or cannot be understood");
        } else if (acknowledgement instanceof Acknowledgement.Busy) {
            refuse(out, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too much is under way");
        }
    }

    /** Whoever is refused learns the status only; the log says why. */
    private static void refuse(HttpServletResponse out, int status, String why) {
        LOG.warn("A request to Slack's interactivity address was answered {}: {}", status, why);
        out.setStatus(status);
        out.setHeader("Connection", "close");
    }

    private static List<String> timestamps(HttpServletRequest in) {
        return Collections.list(in.getHeaders(Signatures.TIMESTAMP_HEADER));
    }

    private static List<String> given(HttpServletRequest in) {
        return Collections.list(in.getHeaders(Signatures.SIGNATURE_HEADER));
    }
}
