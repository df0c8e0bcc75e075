package dev.approvals.http.servlet;

import dev.approvals.http.exchange.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one body as it arrives, and hands the request back to its servlet: with the body, or with what is wrong with it. */
final class BodyReader implements ReadListener, AsyncListener {

    static final String BODY = BodyReader.class.getName() + ".body";
    static final String PROBLEM = BodyReader.class.getName() + ".problem";

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
    private static final int PIECE = 8 * 1024;
    /** A body that is somewhat too large is read to its end, unkept: who still sends as the connection closes misses the answer. */
    private static final int DISCARDED = 4;

    private final AsyncContext async;
    private final int atMost;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean done = new AtomicBoolean();
    private long arrived;

    BodyReader(AsyncContext async, int atMost) {
        this.async = async;
        this.atMost = atMost;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = async.getRequest().getInputStream();
        byte[] piece = new byte[PIECE];
        while (!done.get() && in.isReady() && !in.isFinished()) {
            int length = in.read(piece);
            arrived += Math.max(0, length);
            if (arrived <= atMost) {
                body.write(piece, 0, Math.max(0, length));
            }
            if (isBeyond(arrived)) {
                tooLarge();
            }
        }
    }

    /** Whether a body is so large that it is not even read to its end. */
    boolean isBeyond(long length) {
        return length > (long) DISCARDED * atMost;
    }

    void tooLarge() {
        end(
                PROBLEM,
                Problem.of(413, "BODY_TOO_LARGE", "The body is too large")
                        .saying("At most " + atMost + " bytes are taken."));
    }

    @Override
    public void onAllDataRead() {
        if (arrived > atMost) {
            tooLarge();
        } else {
            end(BODY, body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A body did not arrive", failure);
        end(PROBLEM, Problem.of(400, "BODY_BROKEN_OFF", "The body did not arrive"));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(
                PROBLEM,
                Problem.of(408, "BODY_TOO_SLOW", "The body did not arrive in time")
                        .curedBy("Send it again, faster."));
    }

    private void end(String attribute, Object value) {
        if (done.compareAndSet(false, true)) {
            async.getRequest().setAttribute(attribute, value);
            async.dispatch();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
