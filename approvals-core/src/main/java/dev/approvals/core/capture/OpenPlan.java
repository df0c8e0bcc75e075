package dev.approvals.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type that leaves open what its values are, such as {@code Object} or {@code Number}: the values themselves must be of
 * standard types, so that they can be rebuilt without a hint from the declaration.
 *
 * @param declared the declared type
 */
record OpenPlan(Class<?> declared) implements Plan {
    private static final Plan ANY = new OpenPlan(Object.class);
    private static final Plan LISTS = new CollectionPlan(List.class, ANY, ArrayList::new);
    private static final Plan SETS = new CollectionPlan(Set.class, ANY, LinkedHashSet::new);
    private static final Plan MAPS = new MapPlan(Map.class, ANY, ANY, LinkedHashMap::new);
    private static final Plan OPTIONALS = new OptionalPlan(ANY);
    private static final Plan BYTES = new BytesPlan();
    private static final Plan TREES = new JsonTreePlan(JsonNode.class);

    /** Whether nothing but the value itself says what it is, and it may be a scalar. */
    static boolean fits(Class<?> declared) {
        return ScalarKind.anyFits(declared);
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        Optional<ScalarKind> kind = ScalarKind.of(live.getClass());
        if (kind.isPresent() && declared.isInstance(live)) {
            return Scalars.freeze(kind.get(), live, walk);
        }
        return planFor(live, walk).freezePresent(live, walk);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (declared == Object.class || (json instanceof Value.Scalar scalar && declared.isInstance(scalar.value()))) {
            return json;
        }
        throw walk.unbindable("is " + PlainJson.describe(json) + ", no " + declared.getName(), "send such a value");
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        Object thawed = frozen instanceof Value.Scalar scalar
                ? scalar.value()
                : planFor(frozen, walk).thawPresent(frozen, walk);
        if (!declared.isInstance(thawed)) {
            throw walk.unthawable("is no " + declared.getName());
        }
        return thawed;
    }

    private Plan planFor(Object live, Walk walk) {
        if (declared == Object.class) {
            if (live instanceof JsonNode) {
                return TREES;
            }
            if (live instanceof List) {
                return LISTS;
            }
            if (live instanceof Map) {
                return MAPS;
            }
            if (live instanceof Set) {
                return SETS;
            }
            if (live instanceof Optional) {
                return OPTIONALS;
            }
            if (live instanceof byte[]) {
                return BYTES;
            }
        }
        throw walk.unrenderable(
                "is a " + live.getClass().getTypeName() + " where " + declared.getName()
                        + " is declared, which does not say how to show or rebuild it",
                "declare the type itself or a sealed interface of records, or register a renderer for "
                        + declared.getName());
    }

    private static Plan planFor(Value frozen, Walk walk) {
        if (frozen instanceof Value.Json) {
            return TREES;
        }
        if (frozen instanceof Value.Mapping) {
            return MAPS;
        }
        if (frozen instanceof Value.Bytes) {
            return BYTES;
        }
        if (frozen instanceof Value.Sequence sequence && sequence.shape() != Value.Shape.ARRAY) {
            return switch (sequence.shape()) {
                case SET -> SETS;
                case OPTIONAL -> OPTIONALS;
                default -> LISTS;
            };
        }
        throw walk.unthawable("is of no standard type");
    }
}
