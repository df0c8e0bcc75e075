package dev.approvals.core.proxy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Takes the calls of one gated method, or of all that are called by reflection, from a generated subclass. Deliberately
 * not serialisable.
 */
final class SubclassCall implements InvocationHandler {

    private final Wrapping wrapping;
    private final MethodGate gate;

    /** Sends calls of one object through a gate. */
    SubclassCall(Wrapping wrapping, MethodGate gate) {
        this.wrapping = wrapping;
        this.gate = gate;
    }

    @Override
    public @Nullable Object invoke(Object wrapped, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        // The generated class hands over its own Method object, which nobody can open before; a second time costs
        // nothing.
        Access.open(method);
        Object result = gate.invoke(method, Wrapping.given(args));
        return result == wrapping.target() ? wrapping.seen(result, wrapped, method) : result;
    }
}
