package dev.approvals.http.login;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Credential;
import dev.approvals.http.auth.Credential.Means;
import dev.approvals.http.auth.Origins;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.auth.Sha256;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.exchange.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions of this process, in memory: a restart ends them all. A session's id is made here at each sign-in, never taken
 * from a browser, and only its digest is kept. Bounded: the one that was not used longest goes first. Thread-safe.
 */
final class Sessions implements ReviewerAuthenticator {

    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE_ACCOUNT = 20;

    private final Origins origins;
    private final Limits limits;
    private final RandomText random;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> sessions = new LinkedHashMap<>(); // the longest unused first

    /**
     * How long sessions last.
     *
     * @param idle after how long without use one ends
     * @param atMost after how long one ends in any case
     */
    record Limits(Duration idle, Duration atMost) {}

    Sessions(Origins origins, Limits limits, RandomText random, InstantSource clock) {
        this.origins = origins;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
    }

    /** Begins a session. {@return the cookie's value} */
    String open(Session.Holder holder) {
        String id = random.next();
        Instant now = clock.instant();
        lock.lock();
        try {
            sessions.values().removeIf(session -> !lives(session, now));
            dropOldest(holder.account());
            sessions.put(Sha256.hex(id), new Session(Sha256.hex(id), holder, now, now));
            if (sessions.size() > MOST) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return id;
    }

    /** Ends a session, if it is there. */
    void close(String digest) {
        lock.lock();
        try {
            sessions.remove(digest);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the session that a request belongs to, which is used by that} */
    Optional<Session> of(Request request) {
        return origins.of(request)
                .flatMap(origin -> Cookie.SESSION.read(request, origin))
                .map(Sha256::hex)
                .flatMap(this::use);
    }

    @Override
    public Optional<SignedIn> authenticate(Request request) {
        return of(request).map(this::signedIn);
    }

    @Override
    public boolean holds(Credential credential) {
        boolean ours = credential.means() == Means.SESSION || credential.means() == Means.ONE_TIME;
        Instant now = clock.instant();
        lock.lock();
        try {
            Session session = sessions.get(credential.binding());
            return !ours || (session != null && lives(session, now));
        } finally {
            lock.unlock();
        }
    }

    /** {@return the person of a session} */
    SignedIn signedIn(Session session) {
        return session.holder().signedIn(session, session.startedAt().plus(limits.atMost()));
    }

    private Optional<Session> use(String digest) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Optional<Session> used = Optional.ofNullable(sessions.remove(digest))
                    .filter(session -> lives(session, now))
                    .map(session -> session.usedAt(now));
            used.ifPresent(session -> sessions.put(digest, session));
            return used;
        } finally {
            lock.unlock();
        }
    }

    private boolean lives(Session session, Instant now) {
        return now.isBefore(session.usedAt().plus(limits.idle()))
                && now.isBefore(session.startedAt().plus(limits.atMost()));
    }

    /** Makes room where one account would have too many: nobody crowds others out. */
    private void dropOldest(Principal account) {
        List<String> own = sessions.values().stream()
                .filter(session -> session.holder().account().equals(account))
                .map(Session::digest)
                .toList();
        Iterator<String> oldest = own.iterator();
        for (int left = own.size(); left >= MOST_OF_ONE_ACCOUNT; left--) {
            sessions.remove(oldest.next());
        }
    }
}
