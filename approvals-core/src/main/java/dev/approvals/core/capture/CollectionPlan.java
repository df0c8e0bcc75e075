package dev.approvals.core.capture;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * A list, a set, or another collection that a standard one may stand for.
 *
 * <p>What is copied is what the collection's iterator yields, once; a subclass's own fields are neither shown to the
 * reviewer nor handed to the tool, which gets the standard collection.
 *
 * @param type the declared type
 * @param item how its items are frozen
 * @param maker makes the empty collection that the tool gets
 */
record CollectionPlan(Class<?> type, Plan item, Supplier<Collection<Object>> maker) implements Plan {
    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!(live instanceof Collection<?> collection) || !(declaresEither() || shape(live) == declaredShape())) {
            throw walk.unrenderable("is a " + live.getClass().getName() + ", no " + type.getName(), OpaquePlan.CURE);
        }
        if (SortedSet.class.isAssignableFrom(type) && ((SortedSet<?>) live).comparator() != null) {
            throw walk.unrenderable("is ordered by a comparator, which is code", "use the natural order, or a List");
        }
        List<Value> items = Items.freeze(collection, item, walk);
        boolean accidental = StandardCollections.hasAccidentalOrder(live);
        return sequence(shape(live), accidental ? CanonicalOrder.sorted(items, value -> value) : items, walk);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        List<Value> items = Items.bind(json, item, walk);
        if (declaredShape() == Value.Shape.SET && !CanonicalOrder.distinct(items)) {
            throw walk.unbindable("has an item twice, but must be a set", "send each item once");
        }
        return new Value.Sequence(declaredShape(), items);
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Sequence sequence)
                || !(sequence.shape() == declaredShape()
                        || (declaresEither() && sequence.shape() == Value.Shape.SET))) {
            throw walk.unthawable("is no " + type.getName());
        }
        Collection<Object> items = sequence.shape() == declaredShape() ? maker.get() : new LinkedHashSet<>();
        items.addAll(Items.thaw(sequence.items(), item, walk));
        if (items.size() < sequence.items().size()) {
            throw walk.unthawable("has items that " + items.getClass().getName() + " takes for one");
        }
        return items;
    }

    /** Two live items may be unequal and look the same; a set of the copies would then be smaller. */
    private static Value sequence(Value.Shape shape, List<Value> items, Walk walk) {
        if (shape == Value.Shape.SET && !CanonicalOrder.distinct(items)) {
            throw walk.unrenderable("is a set with two items that look the same", "pass a List");
        }
        return new Value.Sequence(shape, items);
    }

    private static Value.Shape shape(Object live) {
        return live instanceof Set ? Value.Shape.SET : Value.Shape.LIST;
    }

    private Value.Shape declaredShape() {
        return Set.class.isAssignableFrom(type) ? Value.Shape.SET : Value.Shape.LIST;
    }

    /** Whether both a list and a set may stand where the type is declared. */
    private boolean declaresEither() {
        return type.isAssignableFrom(LinkedHashSet.class) && !Set.class.isAssignableFrom(type);
    }
}
