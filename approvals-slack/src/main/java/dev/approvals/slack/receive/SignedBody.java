package dev.approvals.slack.receive;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one body as it arrives, byte by byte as it was sent and without a thread that waits, and hands the request back to
 * its servlet.
 */
final class SignedBody implements ReadListener, AsyncListener {

    static final String BYTES = SignedBody.class.getName() + ".bytes";
    static final String FAULT = SignedBody.class.getName() + ".fault";

    /** The longest body, in bytes: a click brings the whole card along, escaped twice; ours makes some 200 KiB at most. */
    static final int MOST = 1024 * 1024;

    /** How long a body may take: Slack itself gives up after three seconds. */
    static final Duration WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SignedBody.class);
    private static final int PIECE = 8 * 1024;

    private final AsyncContext async;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean done = new AtomicBoolean();

    SignedBody(AsyncContext async) {
        this.async = async;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = async.getRequest().getInputStream();
        byte[] piece = new byte[PIECE];
        while (!done.get() && in.isReady() && !in.isFinished()) {
            int length = Math.max(0, in.read(piece));
            if (bytes.size() + length > MOST) {
                end(FAULT, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                bytes.write(piece, 0, length);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end(BYTES, bytes.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A body did not arrive", failure);
        end(FAULT, HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(FAULT, HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    private void end(String attribute, Object value) {
        if (done.compareAndSet(false, true)) {
            async.getRequest().setAttribute(attribute, value);
            async.dispatch();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
