package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An order of all values: texts, numbers and dates of one kind as people sort them, all else by the canonical form. */
final class CanonicalOrder {
    private CanonicalOrder() {}

    /** The items in the order of their keys. */
    static <T> List<T> sorted(List<T> items, Function<T, Value> key) {
        List<Keyed<T>> keyed = new ArrayList<>(items.size());
        items.forEach(item -> keyed.add(new Keyed<>(item, key.apply(item))));
        keyed.sort(Keyed::compareTo);
        return keyed.stream().map(each -> each.item).toList();
    }

    /**
     * Whether no two values are equal. Sorts, where a hash set would take quadratic time for texts that were chosen to
     * collide.
     */
    static boolean distinct(List<Value> values) {
        List<Value> sorted = sorted(values, value -> value);
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).equals(sorted.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** An item with its key, whose canonical form is made once, and only if a comparison needs it. */
    private static final class Keyed<T> {
        private final T item;
        private final Value key;
        private byte @Nullable [] form;

        Keyed(T item, Value key) {
            this.item = item;
            this.key = key;
        }

        int compareTo(Keyed<T> other) {
            if (key instanceof Value.Scalar a && other.key instanceof Value.Scalar b && a.kind() == b.kind()) {
                int order = natural(a.value(), b.value());
                if (order != 0) {
                    return order;
                }
            }
            return Arrays.compareUnsigned(form(), other.form());
        }

        private byte[] form() {
            byte[] made = form == null ? CanonicalForm.of(key) : form;
            form = made;
            return made;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the one class of their kind
        private static int natural(Object left, Object right) {
            return left instanceof Comparable a ? a.compareTo(right) : 0;
        }
    }
}
