package dev.approvals.core.tool;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which methods of a wrapped object are gated, and how: read from annotations once. Immutable and safe to share.
 *
 * <p>A method is gated if any declaration of it is annotated: in the wrapped interface or class, in the target's class, in
 * any of their supertypes. Several annotations of one method must say the same.
 */
public final class ToolModel {

    private final Map<Method, ToolMethod> tools;

    ToolModel(Map<Method, ToolMethod> tools) {
        this.tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    }

    /**
     * Reads the annotations of everything that is involved in wrapping an object.
     *
     * @param type the interface or class that the tools are called through
     * @param target the class of the object
     * @param more further interfaces of the wrapped object
     * @param typeFault says what is wrong with a parameter's generic type, for types that no person could be shown
     * @return the model
     * @throws IllegalArgumentException if a tool cannot be gated; the message lists every method, fault and cure
     */
    public static ToolModel of(
            Class<?> type, Class<?> target, List<Class<?>> more, Function<Type, Optional<String>> typeFault) {
        return new ModelReader(new WrappedTypes(type, target, List.copyOf(more)), typeFault).read();
    }

    /**
     * Finds the tool that a method belongs to.
     *
     * @param invoked any declaration of it: the interface's, an override, a bridge
     * @return the tool, or empty for a method that is not gated
     */
    public Optional<ToolMethod> find(Method invoked) {
        return Optional.ofNullable(tools.get(invoked));
    }

    /** {@return the gated tools, in an order that no run changes} */
    public List<ToolMethod> gated() {
        return tools.values().stream().distinct().toList();
    }

    /**
     * Says whether a method is one that wrapped objects answer by their own identity: equals, hashCode or toString.
     *
     * @param method any method
     * @return true if it is
     */
    public static boolean isIdentity(Method method) {
        return switch (method.getName()) {
            case "toString", "hashCode" -> method.getParameterCount() == 0;
            case "equals" -> method.getParameterCount() == 1 && method.getParameterTypes()[0] == Object.class;
            default -> false;
        };
    }
}
