package dev.approvals.testkit.random;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Something that holds for every value a generator can make.
 *
 * <pre>{@code
 * Property.forAll(random -> random.listOf(0, 60, Step::any))
 *         .holds(steps -> runAgainst(new Model(), new InMemoryApprovalStore(), steps));
 * }</pre>
 *
 * <p>A failure says the seed it is repeated with ({@code -Dapprovals.seed=...}), and the smallest value found that fails in
 * the same way. A list of steps shrinks best where a step that does not apply is passed over: then any step can be left out.
 *
 * @param <T> the type of the values
 */
public final class Property<T> {

    /** The system property that pins the seed of every property, also of those that name one. */
    public static final String SEED = "approvals.seed";

    private final Gen<? extends T> gen;
    private final int runs;
    private final int attempts;
    private final @Nullable Long seed;

    private Property(Gen<? extends T> gen, int runs, int attempts, @Nullable Long seed) {
        this.gen = gen;
        this.runs = runs;
        this.attempts = attempts;
        this.seed = seed;
    }

    /**
     * Starts a property: 100 values of a fresh seed, and up to 2,000 attempts to make a failing one smaller.
     *
     * @param gen makes the values
     * @param <T> their type
     * @return a property to say more about, or to check
     */
    public static <T> Property<T> forAll(Gen<? extends T> gen) {
        return new Property<>(gen, 100, 2_000, null);
    }

    /**
     * Sets how many values are tried.
     *
     * @param values at least 1
     * @return a copy
     */
    public Property<T> times(int values) {
        return new Property<>(gen, values, attempts, seed);
    }

    /**
     * Sets how often the property may be tried again to make a failing value smaller; fewer where one run is slow.
     *
     * @param most at least 0
     * @return a copy
     */
    public Property<T> shrinkingAtMost(int most) {
        return new Property<>(gen, runs, most, seed);
    }

    /**
     * Pins the seed, so that every run of this test tries the same values.
     *
     * @param pinned the seed of the first value; the next value's is one more
     * @return a copy
     */
    public Property<T> from(long pinned) {
        return new Property<>(gen, runs, attempts, pinned);
    }

    /**
     * Checks the property.
     *
     * @param check throws where the property does not hold
     * @throws AssertionError where it does not hold for some value; with seed, value and cause
     */
    public void holds(Check<? super T> check) {
        long first = firstSeed();
        Trial<T> trial = new Trial<>(gen, check);
        for (int run = 0; run < runs; run++) {
            Failure failure = trial.first(RandomSource.seeded(first + run));
            if (failure != null) {
                throw explain(run, first + run, Shrinker.shrink(trial, failure, attempts));
            }
        }
    }

    private long firstSeed() {
        Long pinned = Long.getLong(SEED, seed);
        return pinned != null ? pinned : new SplittableRandom().nextInt(1_000_000_000);
    }

    private AssertionError explain(int run, long failed, Failure smallest) {
        // Made anew: the check may have changed the value it was given.
        String value = String.valueOf(
                gen.from(RandomSource.repeating(smallest.choices().made())));
        String text = "The property failed in run " + (run + 1) + " of " + runs + " with seed " + failed
                + ". Repeat it with -D" + SEED + "=" + failed + "\nSmallest value found that fails so:\n  " + value
                + "\nIt failed with: " + smallest.cause();
        return new AssertionError(text, smallest.cause());
    }

    /**
     * What must hold for a value.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Check<T> {

        /**
         * Checks one value.
         *
         * @param value the value
         * @throws Exception or an {@link AssertionError} where the property does not hold
         */
        void check(T value) throws Exception;
    }

    /** A value that failed, as the choices that make it, and how. */
    record Failure(Choices choices, Throwable cause) {}

    /** One property, tried with one value after the other. */
    record Trial<T>(Gen<? extends T> gen, Check<? super T> check) {

        @Nullable
        Failure first(RandomSource random) {
            return run(gen.from(random), random);
        }

        /** Tries simpler choices, which a generator may not be made for: then they are none. */
        @Nullable
        Failure again(long[] choices) {
            RandomSource random = RandomSource.repeating(choices);
            T value;
            try {
                value = gen.from(random);
            } catch (RuntimeException unfit) {
                return null;
            }
            return run(value, random);
        }

        private @Nullable Failure run(T value, RandomSource random) {
            try {
                check.check(value);
                return null;
            } catch (Exception | AssertionError | StackOverflowError thrown) {
                return new Failure(random.choices(), thrown);
            }
        }
    }
}
