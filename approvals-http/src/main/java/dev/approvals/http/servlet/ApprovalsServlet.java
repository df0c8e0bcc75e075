package dev.approvals.http.servlet;

import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API as a servlet. Bodies are read and long answers written without a thread that waits for the other end, so it must
 * be registered with async support; map it to everything below its base path, such as {@code /approvals/*}.
 */
public final class ApprovalsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Handler handler;
    private final transient Bounds bounds;
    private final transient Set<Feed> streams = ConcurrentHashMap.newKeySet();

    /**
     * A servlet.
     *
     * @param handler who answers
     * @param bounds how large and how slow requests may be
     */
    public ApprovalsServlet(Handler handler, Bounds bounds) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.bounds = Objects.requireNonNull(bounds, "bounds");
    }

    @Override
    protected void service(HttpServletRequest in, HttpServletResponse out) throws IOException {
        if (in.getAttribute(BodyReader.BODY) instanceof byte[] body) {
            answer(in, out, body);
        } else if (in.getAttribute(BodyReader.PROBLEM) instanceof Problem problem) {
            out.setHeader("Connection", "close");
            write(in, out, Response.of(problem));
        } else if (hasBody(in)) {
            read(in);
        } else {
            answer(in, out, new byte[0]);
        }
    }

    private static boolean hasBody(HttpServletRequest in) {
        return in.getContentLengthLong() > 0 || in.getHeader("Transfer-Encoding") != null;
    }

    /** Comes back here, with the body as an attribute, once it was read. */
    private void read(HttpServletRequest in) throws IOException {
        AsyncContext async = in.startAsync();
        async.setTimeout(bounds.readWithin().toMillis());
        BodyReader reader = new BodyReader(async, bounds.bodyBytes());
        async.addListener(reader);
        if (reader.isBeyond(in.getContentLengthLong())) {
            reader.tooLarge();
        } else {
            in.getInputStream().setReadListener(reader);
        }
    }

    private void answer(HttpServletRequest in, HttpServletResponse out, byte[] body) throws IOException {
        Response response;
        try {
            Request request = Requests.of(in, body);
            response = handler.handle(request);
        } catch (ProblemException e) {
            response = e.response();
        }
        write(in, out, response);
    }

    private void write(HttpServletRequest in, HttpServletResponse out, Response response) throws IOException {
        out.setStatus(response.status());
        response.headers().forEach(out::addHeader);
        if (response.content() instanceof Response.Content.Whole whole) {
            out.setContentLength(whole.body().length);
            if (!in.getMethod().equals("HEAD")) {
                writeWhole(in, out, whole.body());
            }
        } else if (response.content() instanceof Response.Content.Flowing flowing) {
            if (in.getMethod().equals("HEAD")) {
                flowing.feed().close();
            } else {
                Drain.begin(in, out, watched(flowing.feed()), 0);
            }
        }
    }

    private Feed watched(Feed feed) {
        streams.add(feed);
        return new OpenFeed(feed, () -> streams.remove(feed));
    }

    /** Ends what is told to readers bit by bit, so that a server that stops need not wait for them. */
    public void endStreams() {
        streams.forEach(Feed::close);
    }

    @Override
    public void destroy() {
        endStreams();
    }

    /** What fits into the server's own buffer needs no waiting; the rest goes as fast as its reader takes it. */
    private void writeWhole(HttpServletRequest in, HttpServletResponse out, byte[] body) throws IOException {
        if (body.length <= out.getBufferSize() / 2) {
            out.getOutputStream().write(body);
        } else {
            Drain.begin(in, out, new WholeFeed(body), bounds.writeWithin().toMillis());
        }
    }
}
