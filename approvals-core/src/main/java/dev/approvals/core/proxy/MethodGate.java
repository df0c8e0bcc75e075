package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Stands before one gated method of one wrapped object. Thread-safe. */
@FunctionalInterface
public interface MethodGate {

    /**
     * Says whether the call at hand may go straight to the target, unseen: the rules let every call pass, and nothing is
     * told of it. Asked once for each call, before {@link #invoke}, which is called only after a no.
     *
     * @return true to let it pass
     */
    default boolean passes() {
        return false;
    }

    /**
     * Judges a call, and runs it by the {@link MethodBody} if it may.
     *
     * @param handedOver the method as the caller named it; the one to hand on, because the compiler knows it
     * @param args the arguments, not copied; empty where there are none
     * @return what the method returns
     * @throws Throwable what the method throws, or an unchecked exception of the gate's own
     */
    @Nullable
    Object invoke(Method handedOver, @Nullable Object[] args) throws Throwable;
}
