package dev.approvals.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * A seeded source of choices: the same seed makes the same choices, on every machine.
 *
 * <p>Of each choice one result is the simplest: the least number, the first of several, false, the shortest list. That is
 * what a failing value is reduced to, so put the plainest alternative first. Not thread-safe; a thread of its own takes a
 * source of its own from {@link #split}.
 */
public final class RandomSource {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.";

    private final LongUnaryOperator chooser;
    private final Choices.Recorder recorder = new Choices.Recorder();

    private RandomSource(LongUnaryOperator chooser) {
        this.chooser = chooser;
    }

    /**
     * A source of a seed.
     *
     * @param seed any number
     * @return a new source
     */
    public static RandomSource seeded(long seed) {
        return new RandomSource(new SplittableRandom(seed)::nextLong);
    }

    /** Repeats choices; those that no longer fit become the highest that do, and after the last one all are 0. */
    static RandomSource repeating(long[] choices) {
        int[] next = {0};
        return new RandomSource(bound -> next[0] < choices.length ? Math.min(choices[next[0]++], bound - 1) : 0);
    }

    Choices choices() {
        return recorder.finish();
    }

    /**
     * A number below a bound.
     *
     * @param bound at least 1
     * @return 0 to {@code bound - 1}
     * @throws IllegalArgumentException if the bound is below 1
     */
    public long below(long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("There is no number from 0 below " + bound);
        }
        long choice = chooser.applyAsLong(bound);
        recorder.add(choice);
        return choice;
    }

    /**
     * A number in a range.
     *
     * @param least the least; the simplest
     * @param most the greatest
     * @return {@code least} to {@code most}
     * @throws IllegalArgumentException if the range is empty
     */
    public int between(int least, int most) {
        return Math.toIntExact(least + below(1L + most - least));
    }

    /** {@return true or false; false is the simplest} */
    public boolean flip() {
        return below(2) == 1;
    }

    /**
     * Something rare.
     *
     * @param n how rare, at least 1
     * @return true in one of n cases; false is the simplest
     */
    public boolean oneIn(int n) {
        return below(n) == n - 1;
    }

    /**
     * One of several values.
     *
     * @param values at least one, the simplest first
     * @param <T> their type
     * @return one of them
     */
    public <T> T pick(List<? extends T> values) {
        return values.get(Math.toIntExact(below(values.size())));
    }

    /**
     * One of several values.
     *
     * @param first the simplest
     * @param others the others
     * @param <T> their type
     * @return one of them
     */
    @SafeVarargs
    public final <T> T pick(T first, T... others) {
        int place = Math.toIntExact(below(1L + others.length));
        return place == 0 ? first : others[place - 1];
    }

    /**
     * The value of one of several generators.
     *
     * @param first the simplest
     * @param others the others
     * @param <T> the type of their values
     * @return the value one of them made
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    public final <T> T oneOf(Gen<? extends T> first, Gen<? extends T>... others) {
        return pick(first, others).from(this);
    }

    /**
     * A list. Shorter lists are simpler: a failing list loses every element it does not need to fail.
     *
     * @param least the least length
     * @param most the greatest length
     * @param element makes one element
     * @param <T> the type of the elements
     * @return a list that may be changed
     * @throws IllegalArgumentException if no length fits
     */
    public <T> List<T> listOf(int least, int most, Gen<? extends T> element) {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("There is no list of " + least + " to " + most + " elements");
        }
        List<T> list = new ArrayList<>();
        int from = recorder.size();
        while (goesOn(list.size(), least, most)) {
            list.add(element.from(this));
            recorder.element(from);
            from = recorder.size();
        }
        return list;
    }

    // A choice is made even where there is none, so that an element's choices can be cut out and the rest still fits.
    private boolean goesOn(int size, int least, int most) {
        if (size < least) {
            below(1);
            return true;
        }
        return size == most ? below(1) == 1 : below((least + most) / 2 - least + 2) != 0;
    }

    /**
     * A list in another order.
     *
     * @param values the values
     * @param <T> their type
     * @return a copy; the given order is the simplest
     */
    public <T> List<T> shuffled(List<? extends T> values) {
        List<T> left = new ArrayList<>(values);
        List<T> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            shuffled.add(left.remove(Math.toIntExact(below(left.size()))));
        }
        return shuffled;
    }

    /**
     * Plain text of letters, digits, spaces and a few signs that need no escape anywhere.
     *
     * @param most the greatest length, in characters
     * @return the text; the empty one is the simplest
     */
    public String text(int most) {
        StringBuilder text = new StringBuilder();
        listOf(0, most, random -> LETTERS.charAt(Math.toIntExact(random.below(LETTERS.length()))))
                .forEach(text::append);
        return text.toString();
    }

    /** {@return text that attacks whoever shows, parses or stores it, alone or between plain text} */
    public String hostileText() {
        return text(8) + pick(HostileText.all()) + text(8);
    }

    /**
     * Bytes of any value.
     *
     * @param length how many
     * @return new bytes
     */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) below(256);
        }
        return bytes;
    }

    /** {@return a source of its own, for another thread} */
    public RandomSource split() {
        return seeded(below(Integer.MAX_VALUE));
    }
}
