package dev.approvals.testkit.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a generator chose, in order, and which stretches of it made one element of a list. Repeating the same choices makes
 * the same value again; fewer and lower choices make a simpler one.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared by equals.
record Choices(long[] made, List<Span> elements) {

    /** A stretch of choices. */
    record Span(int from, int to) {}

    int size() {
        return made.length;
    }

    long[] without(int from, int to) {
        long[] fewer = new long[made.length - (to - from)];
        System.arraycopy(made, 0, fewer, 0, from);
        System.arraycopy(made, to, fewer, from, made.length - to);
        return fewer;
    }

    long[] with(int place, long choice) {
        long[] changed = made.clone();
        changed[place] = choice;
        return changed;
    }

    /** {@return whether these are fewer choices than others, or as many and lower ones} */
    boolean simplerThan(Choices other) {
        return size() != other.size() ? size() < other.size() : Arrays.compare(made, other.made) < 0;
    }

    /** Collects choices while a generator makes them. */
    static final class Recorder {

        private final List<Span> elements = new ArrayList<>();
        private long[] made = new long[64];
        private int size;

        void add(long choice) {
            if (size == made.length) {
                made = Arrays.copyOf(made, size * 2);
            }
            made[size++] = choice;
        }

        int size() {
            return size;
        }

        void element(int from) {
            elements.add(new Span(from, size));
        }

        Choices finish() {
            return new Choices(Arrays.copyOf(made, size), List.copyOf(elements));
        }
    }
}
