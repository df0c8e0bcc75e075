package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log why credentials were refused: so many lines a minute, and then how many more there were. Thread-safe. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int A_MINUTE = 60;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant since = Instant.MIN;
    private int said;
    private long unsaid;

    /**
     * Begins to tell.
     *
     * @param clock the clock
     */
    public Refusals(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Tells that a credential was refused.
     *
     * @param what what it was, such as "bearer token"
     * @param reason why, without any part of it
     * @param request the request that brought it
     */
    public void tell(String what, String reason, Request request) {
        if (mayTell()) {
            LOG.warn(
                    "Refused a {} at {} from {}: {}",
                    what,
                    request,
                    request.peer().address().getHostAddress(),
                    reason);
        }
    }

    /**
     * Tells that a credential was refused.
     *
     * @param what what it was, such as "bearer token"
     * @param why why; its message holds no part of it
     * @param request the request that brought it
     */
    public void tell(String what, Exception why, Request request) {
        tell(what, Objects.requireNonNullElse(why.getMessage(), "no reason was given"), request);
    }

    private boolean mayTell() {
        Instant now = clock.instant();
        lock.lock();
        try {
            if (now.isBefore(since) || !now.isBefore(since.plus(Duration.ofMinutes(1)))) {
                if (unsaid > 0) {
                    LOG.warn("{} more credentials were refused since {}", unsaid, since);
                }
                since = now;
                said = 0;
                unsaid = 0;
            }
            boolean may = said < A_MINUTE;
            said += may ? 1 : 0;
            unsaid += may ? 0 : 1;
            return may;
        } finally {
            lock.unlock();
        }
    }
}
