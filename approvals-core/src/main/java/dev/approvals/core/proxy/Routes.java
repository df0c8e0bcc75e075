package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the methods of one proxy lead: all that its class can hand over, found by the very Method objects. Immutable.
 *
 * <p>Laid out for the compiler, to which those objects are constants: {@link #key} folds into a number, so that a method
 * without a gate costs the test of one bit, and a gated one a load from a known place. Methods that share a key are left
 * to the map.
 */
final class Routes {

    private final Map<Method, MethodGate> all;
    private final @Nullable MethodGate[] only = new MethodGate[Long.SIZE];
    private final long gatedKeys;

    /** The routes of all methods that the proxy can hand over. */
    Routes(Map<Method, MethodGate> gates) {
        all = new IdentityHashMap<>(gates);
        long keys = 0;
        for (Map.Entry<Method, MethodGate> each : gates.entrySet()) {
            int key = key(each.getKey());
            boolean shared =
                    gates.keySet().stream().filter(other -> key(other) == key).count() > 1;
            only[key] = shared ? null : each.getValue();
            keys |= each.getValue() == Gates.OPEN ? 0 : 1L << key;
        }
        gatedKeys = keys;
    }

    /** Whether the call at hand may go straight to the target. */
    boolean passes(Method method) {
        int key = key(method);
        if ((gatedKeys >>> key & 1) == 0) {
            return true;
        }
        MethodGate gate = only[key];
        return gate == null ? gate(method).passes() : gate.passes();
    }

    /** The gate before a method. */
    MethodGate gate(Method method) {
        return Objects.requireNonNull(all.get(method), () -> "no method of this proxy: " + method);
    }

    /** A number below 64, made of what is constant of a constant method. */
    private static int key(Method method) {
        return method.getName().length() + 11 * method.getParameterCount() & Long.SIZE - 1;
    }
}
