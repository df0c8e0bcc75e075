package dev.approvals.core.proxy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

/**
 * Makes instances without running a constructor, the way serialisation does: a tool's constructor may open connections or
 * refuse null, and the instance is only a shell before the target.
 *
 * <p>{@code sun.reflect.ReflectionFactory} is there for libraries that do this, in the module jdk.unsupported. It is looked
 * up by name, because compilers warn of it and a runtime image may lack it.
 */
final class Instances {

    private Instances() {}

    /** A new object all of whose fields are null, zero or false. */
    static Object withoutConstructor(Class<?> type) {
        try {
            Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle make = lookup.findVirtual(
                    factory,
                    "newConstructorForSerialization",
                    MethodType.methodType(Constructor.class, Class.class, Constructor.class));
            Object instance = lookup.findStatic(factory, "getReflectionFactory", MethodType.methodType(factory))
                    .invoke();
            Constructor<?> constructor = (Constructor<?>) make.invoke(instance, type, Object.class.getConstructor());
            return constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw (IllegalArgumentException) Wrapping.fault(
                            type.getSuperclass(),
                            "this Java runtime lacks the module jdk.unsupported, which makes instances of classes."
                                    + " Add it to the runtime image, or wrap by an interface")
                    .initCause(e);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make an instance of " + type.getName(), e);
        }
    }
}
