package dev.approvals.core.proxy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Invokes methods on the target.
 *
 * @param target the target
 */
record TargetBody(Object target) implements MethodBody {

    @Override
    public @Nullable Object run(Method method, @Nullable Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
