package dev.approvals.core.tool;

import com.google.common.reflect.TypeToken;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types that one wrapping has to do with.
 *
 * @param type the interface or class that the tools are called through
 * @param target the class of the object behind them
 * @param more further interfaces of the wrapped object
 */
record WrappedTypes(Class<?> type, Class<?> target, List<Class<?>> more) {

    /** Everything the wrapped object is, then everything the target is, the most specific first; without Object. */
    Set<Class<?>> all() {
        Set<Class<?>> all = new LinkedHashSet<>();
        roots().forEach(root -> all.addAll(ancestry(root)));
        all.addAll(ancestry(target));
        return all;
    }

    /** Whether the wrapped object is generated as a subclass. */
    boolean bySubclass() {
        return !type.isInterface();
    }

    /** Whether a caller of the wrapped object can call this very declaration, and the gate gets to see it. */
    boolean reaches(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
            return false;
        }
        return declaring.isInterface() ? owner(method).isPresent() : inherits(declaring) && overridable(method);
    }

    /** Whether the generated subclass inherits what a class declares. */
    boolean inherits(Class<?> declaring) {
        return bySubclass() && declaring.isAssignableFrom(type);
    }

    /** Whether the generated subclass, which stands beside the wrapped type, may override a method of its ancestry. */
    boolean overridable(Method method) {
        int modifiers = method.getModifiers();
        boolean visible = Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
        return !Modifier.isFinal(modifiers) && (visible || samePackage(method.getDeclaringClass()));
    }

    /** The type a declaration is called through: the wrapped type or one of the further interfaces. */
    Optional<Class<?>> owner(Method method) {
        for (Class<?> root : roots()) {
            if (method.getDeclaringClass().isAssignableFrom(root)) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    /** Every method of {@link #all()}, type by type; within a type in an order that no run changes, bridges last. */
    List<Method> methods() {
        Comparator<Method> order = Comparator.comparing(Method::isBridge)
                .thenComparing(Method::getName)
                .thenComparing(Method::toGenericString);
        return all().stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()).sorted(order))
                .toList();
    }

    /** Resolves a declaration's types as the target's class sees them. */
    TypeToken<?> resolver() {
        return TypeToken.of(target);
    }

    private List<Class<?>> roots() {
        List<Class<?>> roots = new ArrayList<>(List.of(type));
        roots.addAll(more);
        return roots;
    }

    private boolean samePackage(Class<?> declaring) {
        return declaring.getClassLoader() == type.getClassLoader()
                && declaring.getPackageName().equals(type.getPackageName());
    }

    /** A type and its supertypes, breadth first: in the order of the source, which collectors by hash would lose. */
    private static Set<Class<?>> ancestry(Class<?> root) {
        Set<Class<?>> seen = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (next != Object.class && seen.add(next)) {
                Optional.<Class<?>>ofNullable(next.getSuperclass()).ifPresent(open::add);
                open.addAll(List.of(next.getInterfaces()));
            }
        }
        return seen;
    }
}
