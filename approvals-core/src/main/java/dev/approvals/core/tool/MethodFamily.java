package dev.approvals.core.tool;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The declarations that one call can go through: overrides, their bridges, and what interfaces declare of them. They are
 * one tool, and an annotation on any of them is an annotation on all.
 *
 * @param members the declarations, the wrapped type's first, those of the target's class last
 */
record MethodFamily(List<Method> members) {

    /**
     * Sorts methods into families. Two declarations are kin when they have a name and their parameters' erasures in
     * common, either as they stand (bridges) or once type variables are resolved by the target's class.
     */
    static Collection<MethodFamily> of(List<Method> methods, WrappedTypes types) {
        Map<List<Object>, List<Method>> families = new LinkedHashMap<>();
        for (Method method : methods) {
            List<Method> family =
                    families.computeIfAbsent(key(method, method.getParameterTypes()), k -> new ArrayList<>());
            family.add(method);
            List<Method> kin = families.putIfAbsent(key(method, resolved(method, types)), family);
            if (kin != null && kin != family) {
                kin.addAll(family);
                families.replaceAll((key, each) -> each == family ? kin : each);
            }
        }
        return inOrder(families.values(), methods);
    }

    private static Collection<MethodFamily> inOrder(Collection<List<Method>> families, List<Method> methods) {
        Map<Method, List<Method>> familyOf = new HashMap<>();
        families.forEach(family -> family.forEach(member -> familyOf.put(member, family)));
        IdentityHashMap<List<Method>, List<Method>> ordered = new IdentityHashMap<>();
        Collection<List<Method>> result = new ArrayList<>();
        for (Method method : methods) {
            ordered.computeIfAbsent(familyOf.get(method), family -> {
                        List<Method> members = new ArrayList<>();
                        result.add(members);
                        return members;
                    })
                    .add(method);
        }
        return result.stream().map(MethodFamily::new).toList();
    }

    /** What the family's methods are called. */
    String name() {
        return members.get(0).getName();
    }

    /** The members that meet a condition, bridges last. */
    Stream<Method> where(Predicate<Method> condition) {
        return Stream.concat(
                        members.stream().filter(method -> !method.isBridge()),
                        members.stream().filter(Method::isBridge))
                .filter(condition);
    }

    private static List<Object> key(Method method, Class<?>[] parameters) {
        return List.of(method.getName(), List.of(parameters));
    }

    private static Class<?>[] resolved(Method method, WrappedTypes types) {
        return Stream.of(method.getGenericParameterTypes())
                .map((Type type) -> types.resolver().resolveType(type).getRawType())
                .toArray(Class<?>[]::new);
    }
}
