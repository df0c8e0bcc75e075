package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolModel;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Wraps objects: gated methods go through a gate, all others straight to the target.
 *
 * <p>Wrapped objects are equal to themselves only, say in {@code toString} that they are gated, hand out themselves where
 * the target returns itself, throw what the target throws, and cannot be serialised. An interface is implemented by a JDK
 * proxy. Of a class a subclass is generated next to it, which carries its methods' annotations, parameter names and
 * parameter annotations; its instance is made without running any constructor, and its inherited fields stay empty.
 */
public final class Wrapper {

    private Wrapper() {}

    /**
     * Wraps an object.
     *
     * @param type the interface or class to call it through
     * @param target the object
     * @param more further interfaces that the wrapped object shall have; the target must have them
     * @param typeFault says what is wrong with a parameter's generic type, for types that no person could be shown
     * @param gates makes the gates
     * @param <T> the type
     * @return the wrapped object
     * @throws IllegalArgumentException if it cannot be wrapped; the message lists every method, fault and cure
     */
    public static <T> T wrap(
            Class<T> type,
            T target,
            List<Class<?>> more,
            Function<Type, Optional<String>> typeFault,
            GateFactory gates) {
        Wrapping wrapping = Wrapping.of(type, target, more);
        ToolModel model = ToolModel.of(type, target.getClass(), wrapping.more(), typeFault);
        return type.cast(
                type.isInterface()
                        ? InterfaceProxy.of(wrapping, model, gates)
                        : SubclassProxy.of(wrapping, model, gates));
    }

    /**
     * Says whether an object came out of {@link #wrap}.
     *
     * @param object any object
     * @return true if it did
     */
    public static boolean isWrapped(Object object) {
        return InterfaceProxy.is(object) || SubclassProxy.is(object);
    }
}
