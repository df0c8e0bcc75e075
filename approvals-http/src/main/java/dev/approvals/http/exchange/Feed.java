package dev.approvals.http.exchange;

import java.util.Optional;

/**
 * A body that comes bit by bit. The server pulls what is there whenever its reader can take more, so that no thread waits
 * for a reader. Thread-safe.
 */
public interface Feed extends AutoCloseable {

    /**
     * Takes the next piece, in order.
     *
     * @return the piece, or empty where none is there now
     */
    Optional<byte[]> next();

    /** {@return whether nothing more will come once everything was taken} */
    boolean ended();

    /**
     * Names who is told that more may be there, or that the feed has ended; called once, before {@link #next}.
     *
     * @param wake must not block
     */
    void onMore(Runnable wake);

    /** Ends the feed, for the reader is gone or the server stops; does not throw. */
    @Override
    void close();
}
