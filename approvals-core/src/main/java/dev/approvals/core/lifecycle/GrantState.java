package dev.approvals.core.lifecycle;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a grant is; immutable.
 *
 * @param usesLeft how many further calls it covers
 * @param usedAt when it was used last, or given
 * @param ending why it is over, as a refusal; set once it is
 */
public record GrantState(int usesLeft, Instant usedAt, Optional<Ending> ending) {

    /** Checks the components. */
    public GrantState {
        Objects.requireNonNull(usedAt, "usedAt");
        Objects.requireNonNull(ending, "ending");
    }

    /** {@return whether the grant is over} */
    public boolean ended() {
        return ending.isPresent();
    }

    /**
     * When time alone ends this grant.
     *
     * @param terms its terms
     * @return the end of its time, or of its rest if that is earlier; a moment that is over where it is spent; empty once
     *     it is over
     */
    public Optional<Instant> dueAt(GrantTerms terms) {
        if (ended()) {
            return Optional.empty();
        }
        return Optional.of(usesLeft < 1 ? usedAt : earlier(terms.until(), restsUntil(terms)));
    }

    Instant restsUntil(GrantTerms terms) {
        return usedAt.plus(terms.scope().idle());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    GrantState used(Instant now) {
        return new GrantState(usesLeft - 1, now, ending);
    }

    GrantState ended(Ending how) {
        return new GrantState(usesLeft, usedAt, Optional.of(how));
    }
}
