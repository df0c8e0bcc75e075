package dev.approvals.http.api;

import dev.approvals.http.exchange.Feed;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A feed that ends with its reader's sign-in: nobody goes on looking who has signed out, or whose token has expired.
 *
 * @param feed the feed
 * @param holds whether the sign-in holds; asked before each piece
 */
record WhileSignedIn(Feed feed, BooleanSupplier holds) implements Feed {

    @Override
    public Optional<byte[]> next() {
        if (holds.getAsBoolean()) {
            return feed.next();
        }
        feed.close();
        return Optional.empty();
    }

    @Override
    public boolean ended() {
        return feed.ended();
    }

    @Override
    public void onMore(Runnable wake) {
        feed.onMore(wake);
    }

    @Override
    public void close() {
        feed.close();
    }
}
