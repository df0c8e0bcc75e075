package dev.approvals.core.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The denials that one requester met with one tool of late; immutable. Enough of them lock the tool for that requester.
 *
 * @param at when each was, oldest first
 * @param lockedUntil until when the tool is locked; empty where it never was
 */
public record Denials(List<Instant> at, Optional<Instant> lockedUntil) {

    /** No denials. */
    public static final Denials NONE = new Denials(List.of(), Optional.empty());

    /**
     * How many denials are too many.
     *
     * @param most this many lock the tool; at least 1
     * @param within if they come within this time
     * @param locked for so long
     */
    public record Limit(int most, Duration within, Duration locked) {
        /** Checks the components. */
        public Limit {
            if (most < 1 || !isLong(within) || !isLong(locked)) {
                throw new IllegalArgumentException(
                        "A tool is locked after at least 1 denial, within and for some time; got " + most + " within "
                                + within + ", locked for " + locked);
            }
        }

        private static boolean isLong(Duration duration) {
            return !duration.isZero() && !duration.isNegative();
        }
    }

    /** Checks the components. */
    public Denials {
        at = List.copyOf(at);
        Objects.requireNonNull(lockedUntil, "lockedUntil");
    }

    /**
     * One denial more.
     *
     * @param now the store's time
     * @param limit how many are too many
     * @return what counts now; those that locked the tool are spent, so that it begins anew once it is unlocked
     */
    public Denials add(Instant now, Limit limit) {
        List<Instant> recent = new ArrayList<>(recent(now, limit));
        recent.add(now);
        return recent.size() < limit.most()
                ? new Denials(recent, lockedUntil)
                : new Denials(List.of(), Optional.of(later(now.plus(limit.locked()))));
    }

    private Instant later(Instant until) {
        return lockedUntil.filter(until::isBefore).orElse(until);
    }

    private List<Instant> recent(Instant now, Limit limit) {
        return at.stream()
                .filter(denial -> now.isBefore(denial.plus(limit.within())))
                .toList();
    }

    /**
     * Whether the tool is locked.
     *
     * @param now the store's time
     * @return true until the lock's last moment
     */
    public boolean locked(Instant now) {
        return lockedUntil.filter(now::isBefore).isPresent();
    }

    /**
     * Whether these denials say nothing any more, so that they may be forgotten.
     *
     * @param now the store's time
     * @param limit how many are too many
     * @return true where the tool is not locked and no denial counts
     */
    public boolean over(Instant now, Limit limit) {
        return !locked(now) && recent(now, limit).isEmpty();
    }

    /**
     * When these denials say nothing any more.
     *
     * @param limit how many are too many
     * @return the moment from which on {@link #over} is true; empty where it is already, whenever that is
     */
    public Optional<Instant> dueAt(Limit limit) {
        Optional<Instant> last = at.stream().max(Instant::compareTo).map(denial -> denial.plus(limit.within()));
        return last.map(this::later).or(() -> lockedUntil);
    }
}
