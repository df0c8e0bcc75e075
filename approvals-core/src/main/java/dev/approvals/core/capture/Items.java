package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of a collection or an array, one after the other. */
final class Items {
    private Items() {}

    static List<Value> freeze(Iterable<? extends @Nullable Object> live, Plan item, Walk walk) {
        List<Value> items = new ArrayList<>();
        for (Object each : live) {
            walk.enter(items.size());
            items.add(item.freeze(each, walk));
            walk.leave();
        }
        return items;
    }

    static List<Value> bind(Value json, Plan item, Walk walk) {
        if (!(json instanceof Value.Sequence list)) {
            throw walk.unbindable("is " + PlainJson.describe(json) + ", but must be a list", "send a JSON array");
        }
        List<Value> items = new ArrayList<>(list.items().size());
        for (Value each : list.items()) {
            walk.enter(items.size());
            items.add(item.bind(each, walk));
            walk.leave();
        }
        return items;
    }

    static List<@Nullable Object> thaw(List<Value> frozen, Plan item, Walk walk) {
        List<@Nullable Object> items = new ArrayList<>(frozen.size());
        for (Value each : frozen) {
            walk.enter(items.size());
            items.add(item.thaw(each, walk));
            walk.leave();
        }
        return items;
    }
}
