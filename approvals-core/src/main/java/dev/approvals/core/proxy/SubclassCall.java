package dev.approvals.core.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of one gated method, or of all that are called by reflection, from a generated subclass. Deliberately
 * not serialisable.
 */
final class SubclassCall implements InvocationHandler {

    private final Wrapping wrapping;
    private final Object target;
    private final MethodGate gate;

    /** Sends calls of one object through a gate. */
    SubclassCall(Wrapping wrapping, MethodGate gate) {
        this.wrapping = wrapping;
        target = wrapping.target();
        this.gate = gate;
    }

    @Override
    public @Nullable Object invoke(Object wrapped, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        // The generated class hands over its own Method object, which nobody can open before; a second time costs
        // nothing.
        Access.open(method);
        if (!gate.passes()) {
            return wrapping.seen(gate.invoke(method, Wrapping.given(args)), wrapped, method);
        }
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
