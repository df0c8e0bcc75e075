package dev.approvals.core.engine;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.Striped;
import dev.approvals.call.Requester;
import dev.approvals.core.judge.Screening;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.ledger.DenialCounts;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.ledger.RowKeys;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.store.StoredRow;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How much one requester may ask, so that no agent tires people out or keeps others waiting. What waits is counted in the
 * store, over all nodes; how often is counted here.
 */
final class Caps {

    private static final int REQUESTERS = 10_000;

    private final Settings.Caps caps;
    private final String realm;
    private final Requests requests;
    private final DenialCounts denials;
    private final Timekeeper clock;
    /** How often each requester asked lately; those who are quiet are forgotten. */
    private final LoadingCache<String, Minute> asked =
            CacheBuilder.newBuilder().maximumSize(REQUESTERS).build(CacheLoader.from(() -> new Minute()));
    /** Has the calls of one requester take turns, so that no two of them take the last place. */
    private final Striped<Lock> turns = Striped.lazyWeakLock(1 << 10);

    Caps(Settings settings, Requests requests, DenialCounts denials) {
        this.caps = settings.limits().caps();
        this.realm = settings.realm();
        this.requests = requests;
        this.denials = denials;
        this.clock = settings.parts().clock();
    }

    /** Why a call is refused of a tool that is locked for its requester. */
    Optional<Screening.Refusal> locked(FrozenCall call) {
        return denials.lockedUntil(call.requester(), call.tool())
                .map(until -> new Screening.Refusal(
                        RefusalCode.TOOL_LOCKED,
                        call.tool().name() + " is locked for " + call.requester() + " until " + until
                                + ", for people denied it " + caps.denials() + " times in " + caps.within()));
    }

    /** Notes that a requester asks, or says that it has done so too often. */
    Optional<Screening.Refusal> tooOften(Requester requester) {
        String who = RowKeys.requester(realm, requester);
        long second = clock.now().getEpochSecond();
        boolean full = !inTurn(who, () -> asked.getUnchecked(who).admits(second, caps.perMinute()));
        return full
                ? Optional.of(new Screening.Refusal(
                        RefusalCode.TOO_MANY_REQUESTS,
                        requester + " may ask " + caps.perMinute()
                                + " times a minute. Raise it with askedAMinuteAtMost(...)"))
                : Optional.empty();
    }

    /** Why a request may not be opened, which would have these keys. */
    Optional<Screening.Refusal> tooMany(Requester requester, StoredRow.Keys keys) {
        return requests.crowded(keys, caps.pending())
                ? Optional.of(new Screening.Refusal(
                        RefusalCode.TOO_MANY_PENDING,
                        caps.pending() + " requests of " + requester
                                + " wait for people. Raise it with pendingAtMost(...)"))
                : Optional.empty();
    }

    /** Does something while no other call of the same requester does. */
    <T> T inTurn(String who, Supplier<T> step) {
        Lock turn = turns.get(who);
        turn.lock();
        try {
            return step.get();
        } finally {
            turn.unlock();
        }
    }

    /** How often a requester asked in each of the last sixty seconds. */
    private static final class Minute {

        private final int[] seconds = new int[60];
        private long newest;

        boolean admits(long now, int most) {
            if (now <= newest - seconds.length) {
                // The clock was set back: what was counted would count until it is there again.
                Arrays.fill(seconds, 0);
                newest = now;
            }
            for (long second = Math.max(newest + 1, now - seconds.length + 1); second <= now; second++) {
                seconds[place(second)] = 0;
            }
            newest = Math.max(newest, now);
            if (IntStream.of(seconds).sum() >= most) {
                return false;
            }
            seconds[place(now)]++;
            return true;
        }

        private int place(long second) {
            return Math.floorMod(second, seconds.length);
        }
    }
}
