package dev.approvals.core.capture;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An array, but of bytes.
 *
 * @param type the array's class
 * @param item how its items are frozen
 */
record ArrayPlan(Class<?> type, Plan item) implements Plan {
    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (live.getClass() != type) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getTypeName() + " where " + type.getTypeName() + " is declared",
                    "pass exactly the declared type");
        }
        List<Value> items = Items.freeze(
                () -> IntStream.range(0, Array.getLength(live))
                        .mapToObj(i -> Array.get(live, i))
                        .iterator(),
                item,
                walk);
        return new Value.Sequence(Value.Shape.ARRAY, items);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        return new Value.Sequence(Value.Shape.ARRAY, Items.bind(json, item, walk));
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Sequence sequence) || sequence.shape() != Value.Shape.ARRAY) {
            throw walk.unthawable("is no " + type.getTypeName());
        }
        List<?> items = Items.thaw(sequence.items(), item, walk);
        Object array = Array.newInstance(type.getComponentType(), items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, items.get(i));
        }
        return array;
    }
}
