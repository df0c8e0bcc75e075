package dev.approvals.core.capture;

import java.util.List;
import java.util.Optional;

/**
 * An {@link Optional}; absent in JSON where it is empty.
 *
 * @param item how what it may hold is frozen
 */
record OptionalPlan(Plan item) implements Plan {
    private static final Value EMPTY = new Value.Sequence(Value.Shape.OPTIONAL, List.of());

    @Override
    public Value absent() {
        return EMPTY;
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!(live instanceof Optional<?> optional)) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getName() + ", no Optional", "pass exactly the declared type");
        }
        return optional.isEmpty() ? EMPTY : holding(item.freeze(optional.get(), walk));
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        return holding(item.bind(json, walk));
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Sequence sequence)
                || sequence.shape() != Value.Shape.OPTIONAL
                || sequence.items().size() > 1) {
            throw walk.unthawable("is no Optional");
        }
        return sequence.items().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(item.thaw(sequence.items().get(0), walk));
    }

    private static Value holding(Value item) {
        return new Value.Sequence(Value.Shape.OPTIONAL, List.of(item));
    }
}
