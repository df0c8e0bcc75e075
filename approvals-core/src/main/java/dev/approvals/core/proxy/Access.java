package dev.approvals.core.proxy;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

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

    /** Whether anybody may call a type's public methods, without more ado. */
    static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && type.getModule().isExported(type.getPackageName(), Access.class.getModule());
    }

    /** Whether a type's module lets the gate at all that is in the type's package. */
    static boolean isOpen(Class<?> type) {
        return type.getModule().isOpen(type.getPackageName(), Access.class.getModule());
    }

    /** The right to define a class next to another one, and to fill it. */
    static MethodHandles.Lookup within(Class<?> type) {
        // Lookups ask whether this module reads the other one; it cannot have declared so.
        Access.class.getModule().addReads(type.getModule());
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
        String opens = "Declare \"opens %s to dev.approvals.core\" in its module-info".formatted(packageName);
        String start = Access.class.getModule().isNamed()
                ? ""
                : " and have dev.approvals.core on the module path, or start with --add-opens %s/%s=ALL-UNNAMED"
                        .formatted(module, packageName);
        return Wrapping.fault(
                type,
                "module %s does not let the gate in, which needs it for %s. %s%s, or wrap by an interface of an open package"
                        .formatted(module, purpose, opens, start));
    }
}
