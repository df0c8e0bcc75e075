package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object that is being wrapped, known to be wrappable.
 *
 * @param type the interface or class to call it through
 * @param target the object
 * @param more further interfaces, none of them the type or a supertype of it
 */
record Wrapping(Class<?> type, Object target, List<Class<?>> more) {

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    /** Checks what can be said before any annotation is read. */
    static Wrapping of(Class<?> type, @Nullable Object target, List<Class<?>> more) {
        Objects.requireNonNull(type, "type");
        if (target == null) {
            throw fault(type, "the target is null. Make the object first, then wrap it");
        }
        kindFault(type).ifPresent(fault -> {
            throw fault(type, fault);
        });
        checkTarget(type, type, target);
        Set<Class<?>> further = new LinkedHashSet<>();
        for (Class<?> each : more) {
            if (!each.isInterface()) {
                throw fault(type, each.getTypeName() + " is to be a further type of it, but is no interface");
            }
            kindFault(each).ifPresent(fault -> {
                throw fault(type, "its further type " + each.getTypeName() + ": " + fault);
            });
            checkTarget(type, each, target);
            if (!each.isAssignableFrom(type)) {
                further.add(each);
            }
        }
        return new Wrapping(type, target, List.copyOf(further));
    }

    /** The interfaces and classes that the wrapped object has by name. */
    List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>(List.of(type));
        types.addAll(more);
        return types;
    }

    /** The default method behind a call, where the target leaves it as it is and the wrapped object has it too. */
    Optional<Method> defaultMethod(Method called) {
        if (!Modifier.isPublic(called.getModifiers())) {
            return Optional.empty();
        }
        try {
            Method method = target.getClass().getMethod(called.getName(), called.getParameterTypes());
            boolean shared =
                    types().stream().anyMatch(type -> method.getDeclaringClass().isAssignableFrom(type));
            return Optional.of(method).filter(found -> found.isDefault() && shared);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(target.getClass() + " lacks " + called, e);
        }
    }

    /** The arguments of a call, which are null where there are none. */
    static @Nullable Object[] given(@Nullable Object @Nullable [] arguments) {
        return arguments == null ? NO_ARGUMENTS : arguments;
    }

    /** Whether a method's result can be the target itself. */
    boolean mayReturnTarget(Method method) {
        return method.getReturnType().isInstance(target);
    }

    /** What a method's result is to its caller: the wrapped object in the place of the target itself. */
    @Nullable
    Object seen(@Nullable Object result, Object wrapped, Method method) {
        return result == target ? self(wrapped, method) : result;
    }

    private static Object self(Object wrapped, Method method) {
        if (method.getReturnType().isInstance(wrapped)) {
            return wrapped;
        }
        throw new IllegalStateException("%s returned the tool's own object as a %s, which the wrapped object is not."
                        .formatted(method.getName(), method.getReturnType().getTypeName())
                + " Name that interface as a further one when wrapping");
    }

    static IllegalArgumentException fault(Class<?> type, String whatAndCure) {
        return new IllegalArgumentException("Cannot gate " + type.getTypeName() + ": " + whatAndCure);
    }

    private static Optional<String> kindFault(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.isAnnotation() || type.isEnum()) {
            return Optional.of("it is no interface or class of tools. Name the type that declares the tool methods");
        }
        if (type.isSealed()) {
            return Optional.of(
                    "it is sealed, so nothing else may implement it. Wrap by an interface that is not sealed");
        }
        if (type.isHidden()) {
            return Optional.of("it is a hidden class, such as a lambda's. Wrap by the interface it implements");
        }
        if (type.isRecord() || Modifier.isFinal(type.getModifiers())) {
            return Optional.of("it is %s, so it cannot be subclassed. Wrap by an interface%s"
                    .formatted(type.isRecord() ? "a record" : "final", type.isRecord() ? "" : ", or remove final"));
        }
        return Optional.empty();
    }

    private static void checkTarget(Class<?> wrapped, Class<?> type, Object target) {
        if (!type.isInstance(target)) {
            throw fault(
                    wrapped,
                    "the target, a %s, %s %s"
                            .formatted(
                                    target.getClass().getTypeName(),
                                    type.isInterface() ? "does not implement" : "is no",
                                    type.getTypeName()));
        }
        if (Wrapper.isWrapped(target)) {
            throw fault(
                    wrapped,
                    "the target is wrapped already, and a second gate would ask twice. Wrap the object behind it,"
                            + " or use the wrapped one");
        }
    }
}
