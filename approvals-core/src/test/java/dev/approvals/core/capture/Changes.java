package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every value that differs from a given one in one place. */
final class Changes {
    private static final Value OTHER = new Value.Constant("changed", "CHANGED");

    private Changes() {}

    static List<Value> of(Value value) {
        List<Value> changes = new ArrayList<>();
        changes.add(OTHER);
        if (value instanceof Value.Sequence sequence) {
            lists(sequence.items(), Changes::of, OTHER, items -> new Value.Sequence(sequence.shape(), items), changes);
            for (Value.Shape shape : Value.Shape.values()) {
                if (shape != sequence.shape()) {
                    changes.add(new Value.Sequence(shape, sequence.items()));
                }
            }
        } else if (value instanceof Value.Mapping mapping) {
            lists(mapping.entries(), Changes::ofEntry, new Value.Entry(OTHER, OTHER), Value.Mapping::new, changes);
        } else if (value instanceof Value.Structure structure) {
            changes.add(new Value.Structure("other", structure.fields()));
            lists(
                    structure.fields(),
                    Changes::ofField,
                    new Value.Field("other", OTHER, false, false),
                    fields -> new Value.Structure(structure.type(), fields),
                    changes);
        } else if (value instanceof Value.Json json) {
            of(json.tree()).forEach(tree -> changes.add(new Value.Json(tree)));
            changes.add(json.tree());
        } else if (value instanceof Value.Scalar scalar && scalar.value() instanceof String text) {
            changes.add(Value.Scalar.of(text + "\u0000"));
            changes.add(Value.Scalar.of(text + "\u200B"));
        } else if (value instanceof Value.Constant constant) {
            changes.add(new Value.Constant(constant.type(), constant.name() + "x"));
            changes.add(Value.Scalar.of(constant.name()));
        }
        return changes;
    }

    private static <T> void lists(
            List<T> items, Function<T, List<T>> ofItem, T other, Function<List<T>, Value> whole, List<Value> changes) {
        for (int i = 0; i < items.size(); i++) {
            for (T changed : ofItem.apply(items.get(i))) {
                List<T> copy = new ArrayList<>(items);
                copy.set(i, changed);
                changes.add(whole.apply(copy));
            }
            List<T> fewer = new ArrayList<>(items);
            fewer.remove(i);
            changes.add(whole.apply(fewer));
        }
        List<T> more = new ArrayList<>(items);
        more.add(other);
        changes.add(whole.apply(more));
    }

    private static List<Value.Entry> ofEntry(Value.Entry entry) {
        List<Value.Entry> changes = new ArrayList<>();
        of(entry.key()).forEach(key -> changes.add(new Value.Entry(key, entry.value())));
        of(entry.value()).forEach(value -> changes.add(new Value.Entry(entry.key(), value)));
        return changes;
    }

    private static List<Value.Field> ofField(Value.Field field) {
        List<Value.Field> changes = new ArrayList<>();
        changes.add(new Value.Field(field.name() + "x", field.value(), false, false));
        of(field.value()).forEach(value -> changes.add(field.withValue(value)));
        return changes;
    }
}
