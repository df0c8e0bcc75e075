package dev.approvals.testkit.random;

/**
 * Makes a random value. A lambda is complete: values are made smaller by repeating the generator with simpler choices, so
 * there is nothing to write for that, whatever a choice depends on.
 *
 * @param <T> the type of the values
 */
@FunctionalInterface
public interface Gen<T> {

    /**
     * Makes one value.
     *
     * @param random where every choice comes from; a generator that uses anything else cannot be repeated
     * @return a new value, shared with nobody
     */
    T from(RandomSource random);
}
