package dev.approvals.http.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something the provider publishes, kept for a while. Fetched by one thread at a time and never twice within a pause,
 * whatever strangers send; what is kept outlives a provider that is down for a while, but not for long. Thread-safe.
 */
final class Kept<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    /** So many threads wait for a fetch; more go on with what there is, so that a slow provider holds few. */
    private static final int MOST_WAITING = 8;

    private final String what;
    private final Fetch<T> fetch;
    private final Times times;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Optional<Held<T>> held = Optional.empty();
    private volatile Instant lastTry = Instant.MIN;

    /** How to get it. */
    @FunctionalInterface
    interface Fetch<T> {
        T fetch() throws ProviderException;
    }

    /**
     * For how long it is kept.
     *
     * @param fresh for how long it is used without asking again
     * @param atMost for how long it is used while the provider cannot be asked
     * @param pause how much time lies between two tries
     * @param patience how long a thread waits for another one's try
     */
    record Times(Duration fresh, Duration atMost, Duration pause, Duration patience) {}

    private record Held<T>(T value, Instant since) {
        boolean isYoungerThan(Duration age, Instant now) {
            // A clock that was set back makes the age unknown, so it counts as old.
            return !now.isBefore(since) && now.isBefore(since.plus(age));
        }
    }

    Kept(String what, Fetch<T> fetch, Times times, InstantSource clock) {
        this.what = what;
        this.fetch = fetch;
        this.times = times;
        this.clock = clock;
    }

    /** {@return what is kept, fetched where it is not fresh} */
    T get() throws ProviderException {
        Optional<T> fresh = within(times.fresh());
        if (fresh.isPresent()) {
            return fresh.get();
        }
        Optional<T> usable = within(times.atMost());
        refresh(usable.isEmpty(), held);
        return within(times.atMost())
                .orElseThrow(() -> new ProviderException("The identity provider's " + what
                        + " could not be fetched; it is tried again " + times.pause() + " after the last try"));
    }

    /** {@return something newer, where the pause since the last try is over and the provider answers; else the same} */
    T newerThan(T known) throws ProviderException {
        Optional<Held<T>> before = held;
        if (before.filter(it -> it.value() == known).isPresent()) {
            refresh(true, before);
        }
        return get();
    }

    private Optional<T> within(Duration age) {
        Instant now = clock.instant();
        return held.filter(it -> it.isYoungerThan(age, now)).map(Held::value);
    }

    private void refresh(boolean patient, Optional<Held<T>> before) {
        if ((!mayTry() && !fetching.isLocked()) || fetching.getQueueLength() >= MOST_WAITING || !lock(patient)) {
            return;
        }
        try {
            if (held.equals(before) && mayTry()) {
                lastTry = clock.instant();
                held = Optional.of(new Held<>(fetch.fetch(), clock.instant()));
            }
        } catch (ProviderException e) {
            LOG.warn("{}", e.getMessage());
        } finally {
            fetching.unlock();
        }
    }

    private boolean mayTry() {
        Instant now = clock.instant();
        return now.isBefore(lastTry) || !now.isBefore(lastTry.plus(times.pause()));
    }

    private boolean lock(boolean patient) {
        try {
            return patient ? fetching.tryLock(times.patience().toMillis(), TimeUnit.MILLISECONDS) : fetching.tryLock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
