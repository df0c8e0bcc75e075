package dev.approvals.slack.loopback;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slack's limits: about one message a second to a channel with short bursts, and so many calls of a method a minute. Off until a
 * test wants them. Thread-safe.
 */
public final class RateLimits {

    private static final double BURST = 3;

    /** Calls a minute, by Slack's tiers. */
    private static final Map<String, Integer> TIERS = Map.ofEntries(
            Map.entry("apps.connections.open", 1),
            Map.entry("chat.update", 50),
            Map.entry("chat.delete", 50),
            Map.entry("chat.postEphemeral", 100),
            Map.entry("bots.info", 50),
            Map.entry("conversations.info", 50),
            Map.entry("conversations.members", 100),
            Map.entry("conversations.open", 50),
            Map.entry("users.info", 100),
            Map.entry("users.lookupByEmail", 50),
            Map.entry("views.open", 100),
            Map.entry("views.update", 100),
            Map.entry("files.getUploadURLExternal", 100),
            Map.entry("files.completeUploadExternal", 100),
            Map.entry("files.delete", 50));

    private final Timekeeper clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private volatile boolean on;
    private final AtomicInteger refused = new AtomicInteger();

    RateLimits(Timekeeper clock) {
        this.clock = clock;
    }

    private record Bucket(double left, Instant at, boolean taken) {
        Bucket take(double most, double perSecond, Instant now) {
            double refilled =
                    Math.min(most, left + Math.max(0, Duration.between(at, now).toNanos()) / 1e9 * perSecond);
            boolean enough = refilled >= 1;
            return new Bucket(enough ? refilled - 1 : refilled, now, enough);
        }

        /** Whole seconds until there is one again, as Slack says it. */
        long wait(double perSecond) {
            return Math.max(1, (long) Math.ceil((1 - left) / perSecond));
        }
    }

    /** From now on calls are counted and refused. */
    public void on() {
        buckets.clear();
        on = true;
    }

    /** No call is refused any more. */
    public void off() {
        on = false;
    }

    /** {@return how many calls were refused} */
    public int refused() {
        return refused.get();
    }

    /** The seconds to wait, where a call comes too soon. */
    Optional<Long> tooSoon(String method, String channel) {
        if (!on) {
            return Optional.empty();
        }
        if (method.equals("chat.postMessage")) {
            return take(method + " " + channel, BURST, 1);
        }
        return Optional.ofNullable(TIERS.get(method)).flatMap(tier -> take(method, tier, tier / 60.0));
    }

    private Optional<Long> take(String key, double most, double perSecond) {
        Instant now = clock.now();
        Bucket bucket = buckets.compute(
                key, (name, old) -> (old == null ? new Bucket(most, now, true) : old).take(most, perSecond, now));
        if (bucket.taken()) {
            return Optional.empty();
        }
        refused.incrementAndGet();
        return Optional.of(bucket.wait(perSecond));
    }
}
