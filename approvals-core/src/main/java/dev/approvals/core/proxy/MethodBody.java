package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What stands behind a gate: the target's own method. Thread-safe. */
@FunctionalInterface
public interface MethodBody {

    /**
     * Runs the method. A default method that the target does not override runs on the wrapped object, so that what it
     * calls is gated in turn.
     *
     * @param method the method that was handed over, or the tool's own
     * @param args the arguments
     * @return what the method returned
     * @throws Throwable what the method threw, as it is
     */
    @Nullable
    Object run(Method method, @Nullable Object[] args) throws Throwable;
}
