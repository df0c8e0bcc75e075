package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sealed type: the classes that it permits are known from the code, so a frozen value may say which it is. It says so to
 * people, too: two records of the same components may do opposite things.
 */
final class SealedPlan implements Plan {
    /** What the name of the class is shown under; no component or property can be called so. */
    static final String TYPE = "(type)";

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

    /** A constant that two of the permitted enums have: shown by its name, it could be either. */
    Optional<String> ambiguous() {
        Set<String> names = new HashSet<>();
        return plans.keySet().stream()
                .filter(Class::isEnum)
                .flatMap(leaf -> List.of(leaf.getEnumConstants()).stream())
                .map(constant -> ((Enum<?>) constant).name())
                .filter(name -> !names.add(name))
                .sorted()
                .findFirst();
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
        Value frozen = plan.freezePresent(live, walk);
        return frozen instanceof Value.Structure structure ? named(structure, leaf) : frozen;
    }

    private Value named(Value.Structure structure, Class<?> leaf) {
        List<Value.Field> fields = new ArrayList<>();
        fields.add(new Value.Field(TYPE, Value.Scalar.of(shown(leaf)), false, false));
        fields.addAll(structure.fields());
        return new Value.Structure(structure.type(), fields);
    }

    private String shown(Class<?> leaf) {
        String name = leaf.getSimpleName();
        boolean one = plans.keySet().stream()
                .allMatch(other -> other == leaf || !other.getSimpleName().equals(name));
        return one ? name : leaf.getName();
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
        return plan.thawPresent(frozen instanceof Value.Structure structure ? bare(structure, walk) : frozen, walk);
    }

    private static Value bare(Value.Structure structure, Walk walk) {
        List<Value.Field> fields = structure.fields();
        if (fields.isEmpty() || !fields.get(0).name().equals(TYPE)) {
            throw walk.unthawable("does not say what it is");
        }
        return new Value.Structure(structure.type(), fields.subList(1, fields.size()));
    }

    private static String typeName(Value frozen) {
        if (frozen instanceof Value.Structure structure) {
            return structure.type();
        }
        if (frozen instanceof Value.Rendered rendered) {
            return rendered.type();
        }
        return frozen instanceof Value.Constant constant ? constant.type() : "";
    }
}
