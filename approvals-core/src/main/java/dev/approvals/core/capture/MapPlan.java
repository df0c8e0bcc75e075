package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * A map whose keys are scalars or constants.
 *
 * @param type the declared type
 * @param key how its keys are frozen
 * @param value how its values are frozen
 * @param maker makes the empty map that the tool gets
 */
record MapPlan(Class<?> type, Plan key, Plan value, Supplier<Map<Object, Object>> maker) implements Plan {
    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!(live instanceof Map<?, ?> map)) {
            throw walk.unrenderable("is a " + live.getClass().getName() + ", no " + type.getName(), OpaquePlan.CURE);
        }
        if (SortedMap.class.isAssignableFrom(type) && ((SortedMap<?, ?>) live).comparator() != null) {
            throw walk.unrenderable("is ordered by a comparator, which is code", "use the natural order, or a Map");
        }
        List<Value.Entry> entries = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Value frozenKey = freezeKey(entry.getKey(), walk);
            walk.enter(frozenKey);
            entries.add(new Value.Entry(frozenKey, value.freeze(entry.getValue(), walk)));
            walk.leave();
        }
        if (!CanonicalOrder.distinct(keys(entries))) {
            throw walk.unrenderable("is a map with two keys that look the same", "pass a List of records");
        }
        boolean accidental = StandardCollections.hasAccidentalOrder(live);
        return new Value.Mapping(accidental ? CanonicalOrder.sorted(entries, Value.Entry::key) : entries);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (!(json instanceof Value.Mapping object)) {
            throw walk.unbindable("is " + PlainJson.describe(json) + ", but must be an object", "send a JSON object");
        }
        List<Value.Entry> entries = new ArrayList<>(object.entries().size());
        for (Value.Entry entry : object.entries()) {
            walk.enter(entry.key());
            entries.add(new Value.Entry(bindKey(entry.key(), walk), value.bind(entry.value(), walk)));
            walk.leave();
        }
        if (!CanonicalOrder.distinct(keys(entries))) {
            throw walk.unbindable("has a key twice", "send each key once");
        }
        return new Value.Mapping(entries);
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Mapping mapping)) {
            throw walk.unthawable("is no " + type.getName());
        }
        Map<Object, Object> map = maker.get();
        for (Value.Entry entry : mapping.entries()) {
            walk.enter(entry.key());
            map.put(key.thaw(entry.key(), walk), value.thaw(entry.value(), walk));
            walk.leave();
        }
        if (map.size() < mapping.entries().size()) {
            throw walk.unthawable("has keys that " + map.getClass().getName() + " takes for one");
        }
        return map;
    }

    private static List<Value> keys(List<Value.Entry> entries) {
        return entries.stream().map(Value.Entry::key).toList();
    }

    private Value freezeKey(Object live, Walk walk) {
        Value frozen = key.freeze(live, walk);
        if (frozen instanceof Value.Scalar || frozen instanceof Value.Constant) {
            return frozen;
        }
        throw walk.unrenderable("has a key that is no plain value", "use texts, numbers or enum constants as keys");
    }

    /** A JSON key is text: as a key of another kind it must be written as we would write it ourselves. */
    private Value bindKey(Value json, Walk walk) {
        if (!(key instanceof ScalarPlan plain) || plain.kind() == ScalarKind.STRING) {
            return key.bind(json, walk);
        }
        String text = PlainJson.keyText(json);
        try {
            Object parsed = plain.kind().parse(text);
            if (plain.kind().text(parsed).equals(text)) {
                return new Value.Scalar(plain.kind(), parsed);
            }
        } catch (RuntimeException e) {
            throw walk.unbindable("has a key that is no " + plain.kind().tag(), "send such keys as text");
        }
        throw walk.unbindable(
                "has a key that is not written as " + plain.kind().tag() + " is", "send such keys as text");
    }
}
