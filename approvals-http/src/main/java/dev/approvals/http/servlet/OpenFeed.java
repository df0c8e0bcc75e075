package dev.approvals.http.servlet;

import dev.approvals.http.exchange.Feed;
import java.util.Optional;

/** A feed that tells when it is closed. */
record OpenFeed(Feed feed, Runnable closed) implements Feed {

    @Override
    public Optional<byte[]> next() {
        return feed.next();
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
        closed.run();
        feed.close();
    }
}
