package dev.approvals.http.servlet;

import dev.approvals.http.exchange.Feed;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a feed to its reader, as fast as the reader takes it; no thread waits. */
final class Drain implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Feed feed;
    /** How often it was woken since somebody began to write: whoever finds none before writes, all others leave it to them. */
    private final AtomicInteger turns = new AtomicInteger();

    private final AtomicBoolean done = new AtomicBoolean();
    private boolean unflushed = true;

    private Drain(AsyncContext async, ServletOutputStream out, Feed feed) {
        this.async = async;
        this.out = out;
        this.feed = feed;
    }

    /**
     * Begins to write.
     *
     * @param millis how long it may take; 0 for as long as it likes
     */
    static void begin(HttpServletRequest in, HttpServletResponse response, Feed feed, long millis) throws IOException {
        AsyncContext async = in.startAsync();
        async.setTimeout(millis);
        ServletOutputStream out = response.getOutputStream();
        Drain drain = new Drain(async, out, feed);
        async.addListener(drain);
        feed.onMore(drain::onWritePossible);
        // Whoever wakes it before the server may write is one turn too early: the server's own call comes after all.
        drain.turns.incrementAndGet();
        out.setWriteListener(new Server(drain, new AtomicBoolean()));
    }

    /** What the server says. Its first word is counted already; each later one comes beside others who wake the drain. */
    private record Server(Drain drain, AtomicBoolean begun) implements WriteListener {
        @Override
        public void onWritePossible() {
            if (begun.compareAndSet(false, true)) {
                drain.turn();
            } else {
                drain.onWritePossible();
            }
        }

        @Override
        public void onError(Throwable failure) {
            drain.onError(failure);
        }
    }

    @Override
    public void onWritePossible() {
        if (turns.getAndIncrement() == 0) {
            turn();
        }
    }

    private void turn() {
        int seen;
        do {
            seen = turns.get();
            write();
        } while (turns.addAndGet(-seen) != 0);
    }

    private void write() {
        try {
            boolean more = true;
            while (more && !done.get() && out.isReady()) {
                more = writeOne();
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    /** Writes a piece, or what waits in the server's buffer; ends where nothing more will come. */
    private boolean writeOne() throws IOException {
        boolean over = feed.ended();
        Optional<byte[]> piece = feed.next();
        if (piece.isPresent()) {
            out.write(piece.get());
            unflushed = true;
        } else if (over) {
            finish();
        } else if (unflushed) {
            unflushed = false;
            out.flush();
        } else {
            return false;
        }
        return true;
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A reader is gone", failure);
        finish();
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            feed.close();
            async.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        LOG.debug("A reader was too slow");
        finish();
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (done.compareAndSet(false, true)) {
            feed.close();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
