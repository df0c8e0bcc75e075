package dev.approvals.core.proxy;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

/** Gets at types of other modules, or says what their module has to declare. */
final class Access {

    private Access() {}

    /** Makes a method callable from here. */
    static Method open(Method method) {
        if (!method.trySetAccessible()) {
            throw closed(method.getDeclaringClass(), "calling " + method.getName());
        }
        return method;
    }

    /** The right to define a class next to another one, and to fill it. */
    static MethodHandles.Lookup within(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw (IllegalArgumentException)
                    closed(type, "generating a subclass").initCause(e);
        }
    }

    private static RuntimeException closed(Class<?> type, String purpose) {
        String module = type.getModule().getName();
        String packageName = type.getPackageName();
        String cure = Access.class.getModule().isNamed()
                ? "Declare in its module-info: opens %s to dev.approvals.core;".formatted(packageName)
                : "Declare in its module-info: opens %s to dev.approvals.core; while that is on the class path, start with --add-opens %s/%s=ALL-UNNAMED"
                        .formatted(packageName, module, packageName);
        return Wrapping.fault(
                type,
                "module %s does not let the gate in, which needs it for %s. %s, or wrap by an interface of an open package"
                        .formatted(module, purpose, cure));
    }
}
