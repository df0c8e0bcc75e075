package dev.approvals.core.proxy;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Gates that are not the engine's. */
final class Gates {

    /** Lets every call pass to the target. */
    static final MethodGate OPEN = new MethodGate() {
        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public @Nullable Object invoke(Method handedOver, @Nullable Object[] args) {
            throw new IllegalStateException("the call of " + handedOver + " was let pass, and came to the gate again");
        }
    };

    private Gates() {}

    /** For a call that must not go straight to the target even if the gate lets it pass: it goes to a body then. */
    static MethodGate before(MethodBody body, MethodGate gate) {
        return (method, args) -> gate.passes() ? body.run(method, args) : gate.invoke(method, args);
    }
}
