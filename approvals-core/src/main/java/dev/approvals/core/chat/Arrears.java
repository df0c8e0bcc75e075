package dev.approvals.core.chat;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform did not take and is to be done once it is back: bounded in number, tried less and less often, and given
 * up one day. What is done is read from the store at that time, not remembered.
 */
final class Arrears {

    private static final Logger LOG = LoggerFactory.getLogger(Arrears.class);

    static final int MOST = 10_000;
    static final Duration SOON = Duration.ofSeconds(5);
    static final Duration LATER = Duration.ofMinutes(1);
    /** Of one request; while the platform is away as a whole, most requests are not even tried. */
    private static final int TRIES = 300;
    /** After so many failures in a row the platform is taken to be away still. */
    private static final int FAILURES = 3;

    private final Timekeeper clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Debt> debts = new LinkedHashMap<>();
    private Duration pause = SOON;
    private boolean waiting;
    private boolean closed;

    /**
     * Something to be done about one request.
     *
     * @param post what is to be posted; empty where messages are to be brought up to date only
     * @param tries how often it was tried in vain
     */
    record Debt(Optional<Missing> post, int tries) {}

    /**
     * A round that is not shown everywhere.
     *
     * @param round the round
     * @param places where it is not shown; none where only the store does not know that it is shown
     */
    record Missing(int round, Set<Place> places) {}

    /** Pays one debt. */
    @FunctionalInterface
    interface Payer {
        /** Returns what is left of it, empty where nothing is. */
        Optional<Debt> pay(String requestId, Debt debt);
    }

    Arrears(Timekeeper clock) {
        this.clock = clock;
    }

    /**
     * Notes what is to be done, and has it tried in a while.
     *
     * @param wake sets off {@link #pay}; must not block
     */
    void owe(String requestId, Debt debt, Runnable wake) {
        lock.lock();
        try {
            pause = debts.isEmpty() ? SOON : pause;
            keep(requestId, debt);
            expect(wake);
        } finally {
            lock.unlock();
        }
    }

    private void keep(String requestId, Debt debt) {
        debts.merge(
                requestId,
                debt,
                (before, more) -> new Debt(later(before.post(), more.post()), Math.max(before.tries(), more.tries())));
        if (debts.size() > MOST) {
            String oldest = debts.keySet().iterator().next();
            debts.remove(oldest);
            LOG.warn("More than {} requests wait for the chat platform to come back: {} is given up", MOST, oldest);
        }
    }

    /** While an earlier round was tried in vain, the request may have moved on: what is asked now is to be posted. */
    private static Optional<Missing> later(Optional<Missing> before, Optional<Missing> more) {
        return before.filter(old ->
                        more.filter(other -> other.round() >= old.round()).isEmpty())
                .or(() -> more);
    }

    private void expect(Runnable wake) {
        if (!waiting && !closed && !debts.isEmpty()) {
            waiting = true;
            clock.at(clock.now().plus(pause), wake);
        }
    }

    /** Forgets what was to be posted of a request, for it is over. */
    void forget(String requestId) {
        lock.lock();
        try {
            debts.remove(requestId);
        } finally {
            lock.unlock();
        }
    }

    /** Tries all that is to be done once, unless the platform is away as a whole. */
    void pay(Payer payer, Runnable wake) {
        boolean paid = false;
        try {
            paid = payEach(payer);
        } finally {
            goOn(paid, wake);
        }
    }

    private void goOn(boolean paid, Runnable wake) {
        lock.lock();
        try {
            waiting = false;
            pause = paid ? SOON : longer(pause);
            expect(wake);
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LATER) > 0 ? LATER : twice;
    }

    private boolean payEach(Payer payer) {
        boolean paid = false;
        int failures = 0;
        for (String id : ids()) {
            if (failures == FAILURES) {
                return paid;
            }
            Optional<Debt> debt = take(id);
            Optional<Debt> left = debt.flatMap(owed -> payer.pay(id, owed));
            left.ifPresent(more -> putBack(id, more));
            failures = left.isPresent() ? failures + 1 : 0;
            paid |= debt.isPresent() && left.isEmpty();
        }
        return paid;
    }

    private List<String> ids() {
        lock.lock();
        try {
            return List.copyOf(debts.keySet());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Debt> take(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(debts.remove(id));
        } finally {
            lock.unlock();
        }
    }

    /** Behind the others: one that never succeeds keeps nobody else waiting. */
    private void putBack(String id, Debt left) {
        if (left.tries() + 1 >= TRIES) {
            LOG.warn("The messages of request {} could not be brought up to date in {} tries: given up", id, TRIES);
            return;
        }
        lock.lock();
        try {
            keep(id, new Debt(left.post(), left.tries() + 1));
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            debts.clear();
        } finally {
            lock.unlock();
        }
    }
}
