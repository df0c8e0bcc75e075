package dev.approvals.core.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Primitives;
import com.google.common.reflect.TypeToken;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the plans of one tool from the declared generic types, and collects what it finds opaque.
 *
 * <p>Holds no static state, so that plans never outlive the classes they are about. Used by one thread.
 */
final class PlanMaker {
    private final Renderers renderers;
    private final Map<Type, Plan> made = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> faults = new ArrayList<>();

    PlanMaker(Renderers renderers) {
        this.renderers = renderers;
    }

    /** What was found opaque, each a full message. */
    List<String> faults() {
        return faults;
    }

    /** The plan of a parameter, component, property or item of this name and type. */
    Plan plan(String name, Type type) {
        path.addLast(name);
        try {
            Type bound = bound(type);
            Plan known = made.get(bound);
            return known == null ? make(TypeToken.of(bound)) : known;
        } catch (OpaqueTypeException e) {
            return opaque(e.clause());
        } finally {
            path.removeLast();
        }
    }

    private Plan make(TypeToken<?> type) {
        if (path.size() > Walk.MOST_DEPTH) {
            return opaque("nests type arguments without end");
        }
        Class<?> raw = type.getRawType();
        Optional<Plan> simple = rendered(raw).or(() -> leaf(raw));
        Plan plan = simple.isPresent() ? simple.get() : compound(type, raw);
        made.put(type.getType(), plan);
        return plan;
    }

    private Optional<Plan> rendered(Class<?> raw) {
        return renderers.find(raw).map(renderer -> new RenderedPlan(raw, renderer, new OpenPlan(Object.class)));
    }

    private static Optional<Plan> leaf(Class<?> raw) {
        Optional<ScalarKind> kind =
                ScalarKind.of(Primitives.wrap(raw)).filter(known -> known.type() == Primitives.wrap(raw));
        if (kind.isPresent() && kind.get() != ScalarKind.ZONE_ID) {
            return Optional.of(new ScalarPlan(kind.get(), raw.isPrimitive()));
        }
        if (raw.isEnum()) {
            return Optional.of(new EnumPlan(raw));
        }
        if (raw == byte[].class) {
            return Optional.of(new BytesPlan());
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return Optional.of(new JsonTreePlan(raw));
        }
        return OpenPlan.fits(raw) ? Optional.of(new OpenPlan(raw)) : Optional.empty();
    }

    private Plan compound(TypeToken<?> type, Class<?> raw) {
        if (raw.isArray()) {
            TypeToken<?> component = type.getComponentType();
            return new ArrayPlan(raw, plan("[]", component == null ? Object.class : component.getType()));
        }
        if (raw == Optional.class) {
            return new OptionalPlan(plan("value", argument(type, Optional.class, 0)));
        }
        Optional<Supplier<Collection<Object>>> collection = StandardCollections.collection(raw);
        if (collection.isPresent()) {
            return new CollectionPlan(raw, plan("[]", argument(type, Iterable.class, 0)), collection.get());
        }
        Optional<Supplier<Map<Object, Object>>> map = StandardCollections.map(raw);
        if (map.isPresent()) {
            return map(type, raw, map.get());
        }
        if (raw.isRecord()) {
            return structure(type, new RecordAnatomy(raw));
        }
        return raw.isSealed() ? sealed(type, raw) : structure(type, new BeanAnatomy(raw));
    }

    private Plan map(TypeToken<?> type, Class<?> raw, Supplier<Map<Object, Object>> maker) {
        Plan key = plan("key", argument(type, Map.class, 0));
        if (!(key instanceof ScalarPlan || key instanceof EnumPlan || key instanceof OpenPlan)) {
            return opaque("is a map whose keys are neither texts, numbers, dates nor enum constants");
        }
        return new MapPlan(raw, key, plan("value", argument(type, Map.class, 1)), maker);
    }

    private Plan structure(TypeToken<?> type, Anatomy anatomy) {
        StructurePlan plan = new StructurePlan(anatomy);
        made.put(type.getType(), plan);
        plan.complete(anatomy.members().stream()
                .map(member ->
                        plan(member.name(), type.resolveType(member.type()).getType()))
                .toList());
        return plan;
    }

    private Plan sealed(TypeToken<?> type, Class<?> raw) {
        SealedPlan plan = new SealedPlan(raw);
        made.put(type.getType(), plan);
        permit(raw, type, plan);
        plan.ambiguous().ifPresent(constant -> {
            throw new OpaqueTypeException(
                    "is a " + raw.getName() + ", two enums of which have a constant " + constant + " (rename one)");
        });
        return plan;
    }

    private void permit(Class<?> sealed, TypeToken<?> type, SealedPlan plan) {
        for (Class<?> leaf : sealed.getPermittedSubclasses()) {
            if (leaf.isSealed() && !leaf.isEnum()) {
                permit(leaf, type, plan);
            } else {
                plan.permit(leaf, plan("(" + leaf.getSimpleName() + ")", subtype(type, leaf)));
            }
        }
    }

    private static Type subtype(TypeToken<?> type, Class<?> leaf) {
        return leaf.getTypeParameters().length == 0
                ? leaf
                : type.getSubtype(leaf).getType();
    }

    private static Type argument(TypeToken<?> type, Class<?> declaring, int index) {
        return type.resolveType(declaring.getTypeParameters()[index]).getType();
    }

    /** What is known of the values of a wildcard or an unresolved type variable. */
    private static Type bound(Type type) {
        if (type instanceof WildcardType wildcard) {
            return bound(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? bound(variable.getBounds()[0]) : type;
    }

    private OpaquePlan opaque(String clause) {
        String where = String.join(".", path).replace(".[]", "[]").replace(".(", "(");
        faults.add("`" + where + "` " + clause + ": " + OpaquePlan.CURE);
        return new OpaquePlan(clause);
    }
}
