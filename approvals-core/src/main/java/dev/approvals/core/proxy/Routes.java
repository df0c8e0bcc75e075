package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Where the methods of one proxy lead, found by identity: an immutable open-addressed table.
 *
 * <p>A proxy class hands over the same few Method objects all its life, so a lookup is one comparison. The table is copied
 * when one of them shows up for the first time.
 */
final class Routes {

    static final Routes NONE = new Routes(16);

    private final @Nullable Method[] methods;
    private final @Nullable MethodGate[] gates;
    private int size;

    private Routes(int capacity) {
        methods = new Method[capacity];
        gates = new MethodGate[capacity];
    }

    /** Where a method leads, or null for one not seen before. */
    @Nullable
    MethodGate find(Method method) {
        int mask = methods.length - 1;
        int slot = method.hashCode() & mask;
        while (methods[slot] != method) {
            if (methods[slot] == null) {
                return null;
            }
            slot = (slot + 1) & mask;
        }
        return gates[slot];
    }

    /** This table and one route more. */
    Routes with(Method method, MethodGate gate) {
        Routes copy = new Routes(size * 4 < methods.length ? methods.length : methods.length * 2);
        for (int slot = 0; slot < methods.length; slot++) {
            Method known = methods[slot];
            MethodGate route = gates[slot];
            if (known != null && route != null) {
                copy.put(known, route);
            }
        }
        copy.put(method, gate);
        return copy;
    }

    private void put(Method method, MethodGate gate) {
        int mask = methods.length - 1;
        int slot = method.hashCode() & mask;
        while (methods[slot] != null) {
            slot = (slot + 1) & mask;
        }
        methods[slot] = method;
        gates[slot] = gate;
        size++;
    }
}
