package dev.approvals.core.gate;

import dev.approvals.call.Requester;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.judge.Session;
import java.util.Objects;
import java.util.function.Supplier;

/** Knows on whose behalf the call of this moment is made. */
@FunctionalInterface
interface Caller {

    Session session();

    /** Always the same requester. */
    static Caller fixed(Engine engine, Requester requester) {
        Session session = engine.session(requester);
        return () -> session;
    }

    /** Whoever the host says at each call. */
    static Caller current(Engine engine, Supplier<Requester> host) {
        return () -> engine.session(Objects.requireNonNull(
                host.get(),
                "The host's requester supplier answered null: answer Requester.UNKNOWN where nobody is known"));
    }
}
