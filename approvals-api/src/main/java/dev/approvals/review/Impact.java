package dev.approvals.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a call would change, found out by the tool itself without changing anything.
 *
 * @param effects the effects, most telling first; bounded when they are shown
 */
public record Impact(List<Effect> effects) {

    /** Nothing known. */
    public static final Impact NONE = new Impact(List.of());

    /** Checks the components. */
    public Impact {
        effects = List.copyOf(effects);
    }

    /**
     * One effect.
     *
     * @param what what is affected, such as {@code rows leaving}
     * @param before how it is now, where it changes
     * @param after how much it is, or how it would be
     */
    public record Effect(String what, Optional<String> before, String after) {
        /** Checks the components. */
        public Effect {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }

    /**
     * An impact with one effect.
     *
     * @param what what is affected
     * @param amount how much
     * @return the impact
     */
    public static Impact of(String what, Object amount) {
        return NONE.and(what, amount);
    }

    /**
     * Adds an effect.
     *
     * @param what what is affected
     * @param amount how much
     * @return a copy
     */
    public Impact and(String what, Object amount) {
        return plus(new Effect(what, Optional.empty(), String.valueOf(amount)));
    }

    /**
     * Adds a change from one value to another.
     *
     * @param what what changes
     * @param before how it is
     * @param after how it would be
     * @return a copy
     */
    public Impact change(String what, Object before, Object after) {
        return plus(new Effect(what, Optional.of(String.valueOf(before)), String.valueOf(after)));
    }

    private Impact plus(Effect effect) {
        List<Effect> more = new ArrayList<>(effects);
        more.add(effect);
        return new Impact(more);
    }
}
