package dev.approvals.core.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Runs a default method on the wrapped object, where an ordinary call would end at the gate again. */
final class DefaultBody implements MethodBody {

    private final MethodHandle handle;

    private DefaultBody(MethodHandle unbound, Object wrapped) {
        MethodHandle bound = unbound.asFixedArity().bindTo(wrapped);
        handle = bound.asSpreader(Object[].class, bound.type().parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    /** A default method of a JDK proxy's interface. */
    static MethodBody ofProxy(Object proxy, Method method) {
        Class<?> declaring = method.getDeclaringClass();
        if (!Access.isOpen(declaring)) {
            // The JDK's own way, which an interface of a closed package needs; it knows public interfaces only.
            return (called, args) -> InvocationHandler.invokeDefault(proxy, method, args);
        }
        try {
            return new DefaultBody(Access.within(declaring).unreflectSpecial(method, declaring), proxy);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot run the default method " + method, e);
        }
    }

    /** A default method that a generated subclass inherits: from the class it extends, or from a further interface. */
    static MethodBody ofSubclass(Object instance, Class<?> extended, Method method) {
        Class<?> declaring = method.getDeclaringClass();
        Class<?> parent = declaring.isAssignableFrom(extended) ? extended : declaring;
        MethodType signature = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        try {
            MethodHandles.Lookup inside = Access.within(instance.getClass());
            return new DefaultBody(
                    inside.findSpecial(parent, method.getName(), signature, instance.getClass()), instance);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("cannot run the default method " + method, e);
        }
    }

    @Override
    public @Nullable Object run(Method method, @Nullable Object[] args) throws Throwable {
        return (Object) handle.invokeExact(args);
    }
}
