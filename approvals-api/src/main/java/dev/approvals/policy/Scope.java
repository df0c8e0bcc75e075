package dev.approvals.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which further calls an approval covers: of the same tool, for the same requester, in the same context, with the same
 * arguments but for those that are free. What covers more than one call is a grant.
 *
 * @param free names of arguments that may differ; the agent's reason always may
 * @param uses how many calls it covers, the one that was shown among them
 * @param lasts how long after the approval
 * @param idle how long it may stay unused; privileges expire when nobody needs them
 */
public record Scope(Set<String> free, int uses, Duration lasts, Duration idle) {

    /** Calls with exactly these arguments, 20 in 30 minutes, no two more than 10 minutes apart. */
    public static final Scope EQUAL = new Scope(Set.of(), 20, Duration.ofMinutes(30), Duration.ofMinutes(10));

    /** Checks the components. */
    public Scope {
        free = Set.copyOf(free);
        Objects.requireNonNull(lasts, "lasts");
        Objects.requireNonNull(idle, "idle");
        if (uses < 1) {
            throw new IllegalArgumentException("A scope covers at least one use; got " + uses);
        }
        if (lasts.isZero() || lasts.isNegative() || idle.isZero() || idle.isNegative()) {
            throw new IllegalArgumentException("lasts and idle must be longer than zero; got " + lasts + ", " + idle);
        }
        Span.checkNotTooLong("lasts", lasts);
        Span.checkNotTooLong("idle", idle);
    }

    /**
     * Calls with exactly the arguments that were shown.
     *
     * @param lasts how long after the approval; it may stay unused as long
     * @return a scope of as many uses as {@link #EQUAL} has
     */
    public static Scope lasting(Duration lasts) {
        return new Scope(Set.of(), EQUAL.uses(), lasts, lasts);
    }

    /**
     * Sets how many calls are covered.
     *
     * @param count the one that was shown among them
     * @return a copy
     */
    public Scope uses(int count) {
        return new Scope(free, count, lasts, idle);
    }

    /**
     * Sets how long the approval may stay unused.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public Scope idle(Duration limit) {
        return new Scope(free, uses, lasts, limit);
    }

    /**
     * Sets which arguments may differ.
     *
     * @param names parameter names
     * @return a copy
     */
    public Scope differing(String... names) {
        return new Scope(Set.of(names), uses, lasts, idle);
    }

    /**
     * Whether this scope covers nothing that another one does not.
     *
     * @param other the other one
     * @return true if it is as narrow or narrower in everything
     */
    public boolean within(Scope other) {
        return other.free.containsAll(free)
                && uses <= other.uses
                && lasts.compareTo(other.lasts) <= 0
                && idle.compareTo(other.idle) <= 0;
    }

    /**
     * What this scope and another one both cover.
     *
     * @param other the other one
     * @return the widest scope that is within both
     */
    public Scope and(Scope other) {
        return new Scope(
                free.stream().filter(other.free::contains).collect(Collectors.toUnmodifiableSet()),
                Math.min(uses, other.uses),
                lasts.compareTo(other.lasts) <= 0 ? lasts : other.lasts,
                idle.compareTo(other.idle) <= 0 ? idle : other.idle);
    }
}
