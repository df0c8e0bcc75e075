package dev.approvals.core.capture;

import java.util.Arrays;
import java.util.Comparator;

/** An order of all values: texts, numbers and dates of one kind as people sort them, all else by the canonical form. */
final class CanonicalOrder implements Comparator<Value> {
    static final CanonicalOrder INSTANCE = new CanonicalOrder();

    private CanonicalOrder() {}

    @Override
    public int compare(Value left, Value right) {
        if (left instanceof Value.Scalar a && right instanceof Value.Scalar b && a.kind() == b.kind()) {
            int order = natural(a.value(), b.value());
            if (order != 0) {
                return order;
            }
        }
        return Arrays.compareUnsigned(CanonicalForm.of(left), CanonicalForm.of(right));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the one class of their kind
    private static int natural(Object left, Object right) {
        return left instanceof Comparable a ? a.compareTo(right) : 0;
    }
}
