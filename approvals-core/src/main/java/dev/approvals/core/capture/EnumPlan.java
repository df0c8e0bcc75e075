package dev.approvals.core.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/** The constants of one enum, by their names only. */
final class EnumPlan implements Plan {
    private final Class<?> type;
    private final Map<String, Object> constants = new LinkedHashMap<>();

    EnumPlan(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (live instanceof Enum<?> constant && constant.getDeclaringClass() == type) {
            return new Value.Constant(type.getName(), constant.name());
        }
        throw walk.unrenderable(
                "is a " + live.getClass().getName() + ", no " + type.getName(), "pass exactly the declared type");
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (json instanceof Value.Scalar scalar
                && scalar.value() instanceof String name
                && constants.containsKey(name)) {
            return new Value.Constant(type.getName(), name);
        }
        throw walk.unbindable(
                "is " + PlainJson.describe(json) + ", which names no constant of " + type.getSimpleName(),
                "send one of " + String.join(", ", constants.keySet()) + " as text");
    }

    @Override
    public Object thawPresent(Value value, Walk walk) {
        if (value instanceof Value.Constant constant
                && constant.type().equals(type.getName())
                && constants.containsKey(constant.name())) {
            return constants.get(constant.name());
        }
        throw walk.unthawable("names no constant of " + type.getName());
    }
}
