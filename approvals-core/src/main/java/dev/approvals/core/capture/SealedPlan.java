package dev.approvals.core.capture;

import java.util.HashMap;
import java.util.Map;

/** A sealed type: the classes that it permits are known from the code, so a frozen value may say which it is. */
final class SealedPlan implements Plan {
    private final Class<?> type;
    private final Map<Class<?>, Plan> plans = new HashMap<>();
    private final Map<String, Plan> byName = new HashMap<>();

    SealedPlan(Class<?> type) {
        this.type = type;
    }

    /** Gives the plan of a permitted class; it may lead back to this plan, so it is made after it. */
    void permit(Class<?> leaf, Plan plan) {
        plans.put(leaf, plan);
        byName.put(leaf.getName(), plan);
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        Class<?> leaf = live instanceof Enum<?> constant ? constant.getDeclaringClass() : live.getClass();
        Plan plan = plans.get(leaf);
        if (plan == null) {
            throw walk.unrenderable(
                    "is a " + leaf.getName() + ", which " + type.getName()
                            + " does not permit as a record, enum or bean",
                    OpaquePlan.CURE);
        }
        return plan.freezePresent(live, walk);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        throw walk.unbindable(
                "may be one of several types, and JSON does not say which", "this tool cannot be called with JSON");
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        Plan plan = byName.get(typeName(frozen));
        if (plan == null) {
            throw walk.unthawable("is nothing that " + type.getName() + " permits");
        }
        return plan.thawPresent(frozen, walk);
    }

    private static String typeName(Value frozen) {
        if (frozen instanceof Value.Structure structure) {
            return structure.type();
        }
        return frozen instanceof Value.Constant constant ? constant.type() : "";
    }
}
