package dev.approvals.http.servlet;

import dev.approvals.http.exchange.Feed;
import java.util.Arrays;
import java.util.Optional;

/** A long body in pieces. */
final class WholeFeed implements Feed {

    private static final int PIECE = 16 * 1024;

    private final byte[] body;
    private int at;

    WholeFeed(byte[] body) {
        this.body = body;
    }

    @Override
    public Optional<byte[]> next() {
        if (at >= body.length) {
            return Optional.empty();
        }
        int end = Math.min(body.length, at + PIECE);
        byte[] piece = Arrays.copyOfRange(body, at, end);
        at = end;
        return Optional.of(piece);
    }

    @Override
    public boolean ended() {
        return at >= body.length;
    }

    /** Nobody needs to be told: all of it is there. */
    @Override
    public void onMore(Runnable wake) {}

    @Override
    public void close() {
        at = body.length;
    }
}
