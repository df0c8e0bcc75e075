package dev.approvals.core.proxy;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JDK's proxy class for a wrapping. */
final class ProxyClass {

    private final Wrapping wrapping;
    private final @Nullable ClassLoader loader;
    private final List<Method> methods;

    /** The class; the JDK makes it at the first instance. */
    ProxyClass(Wrapping wrapping) {
        this.wrapping = wrapping;
        loader = loader(wrapping);
        methods = Stream.concat(Stream.of(Object.class), wrapping.types().stream())
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Modifier.isFinal(method.getModifiers()))
                .map(Access::open)
                .toList();
    }

    /** A new instance. */
    Object instance(InvocationHandler handler) {
        try {
            return Proxy.newProxyInstance(loader, wrapping.types().toArray(Class<?>[]::new), handler);
        } catch (IllegalArgumentException e) {
            throw (IllegalArgumentException)
                    Wrapping.fault(wrapping.type(), "the JDK cannot make a proxy of it: " + e.getMessage())
                            .initCause(e);
        }
    }

    /**
     * The Method objects that the class hands to its handlers, made callable. They are its private constants: each
     * method of a probe is called once, and the probe's handler keeps what it is handed.
     */
    Set<Method> handedOver() {
        Set<Method> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Object probe = instance((proxy, method, args) -> {
            found.add(Access.open(method));
            return zero(method.getReturnType());
        });
        for (Method method : methods) {
            call(method, probe);
        }
        return found;
    }

    private static void call(Method method, Object probe) {
        try {
            method.invoke(
                    probe,
                    Stream.of(method.getParameterTypes()).map(ProxyClass::zero).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a proxy that does nothing failed in " + method, e);
        }
    }

    /** Null, or what a primitive has in its place. */
    private static @Nullable Object zero(Class<?> type) {
        return type.isPrimitive() && type != void.class ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /** The loader that knows all interfaces: that of one of them, or that of the target. */
    private static @Nullable ClassLoader loader(Wrapping wrapping) {
        List<Class<?>> candidates = new ArrayList<>(wrapping.types());
        candidates.add(wrapping.target().getClass());
        for (Class<?> candidate : candidates) {
            if (wrapping.types().stream().allMatch(type -> knows(candidate.getClassLoader(), type))) {
                return candidate.getClassLoader();
            }
        }
        return wrapping.type().getClassLoader();
    }

    private static boolean knows(@Nullable ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
