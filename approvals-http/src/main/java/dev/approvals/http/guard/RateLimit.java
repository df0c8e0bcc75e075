package dev.approvals.http.guard;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.exchange.Problem;
import java.time.Duration;
import java.time.Instant;

/** Lets each key pass so often: a burst, then evenly. Thread-safe; remembers a bounded number of keys. */
public final class RateLimit {

    private static final int KEYS = 20_000;

    private final Duration apart;
    private final Duration ahead;
    private final Timekeeper clock;
    /** For each key, when all that it took so far would be over at an even pace. */
    private final Cache<String, Instant> paid =
            CacheBuilder.newBuilder().maximumSize(KEYS).build();

    /**
     * A limit.
     *
     * @param perMinute how often a key passes in a minute, at least 1
     * @param burst how often at once, at least 1
     * @param clock by which
     */
    public RateLimit(int perMinute, int burst, Timekeeper clock) {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("A rate and a burst are at least 1; got " + perMinute + ", " + burst);
        }
        this.apart = Duration.ofMinutes(1).dividedBy(perMinute);
        this.ahead = apart.multipliedBy(burst - 1L);
        this.clock = clock;
    }

    /**
     * Lets a key pass.
     *
     * @param key who
     * @throws dev.approvals.http.exchange.ProblemException if it came too often
     */
    public void pass(String key) {
        Instant now = clock.now();
        Instant[] free = {now};
        paid.asMap().compute(key, (any, before) -> {
            Instant start = before == null || before.isBefore(now) ? now : before;
            free[0] = start.minus(ahead);
            return free[0].isAfter(now) ? start : start.plus(apart);
        });
        if (free[0].isAfter(now)) {
            long seconds = Duration.between(now, free[0]).toSeconds() + 1;
            throw Problem.of(429, "TOO_MANY_REQUESTS", "Too many requests")
                    .saying("Requests come faster than they are taken.")
                    .curedBy("Wait " + seconds + " s.")
                    .toException()
                    .with("Retry-After", Long.toString(seconds));
        }
    }
}
