package dev.approvals.core.gate;

import dev.approvals.Pending;
import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.judge.Attempt;
import dev.approvals.core.judge.Binding;
import dev.approvals.core.judge.Session;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.proxy.MethodBody;
import dev.approvals.core.proxy.MethodGate;
import dev.approvals.outcome.Outcome;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One gated method. Where the rules let every call pass, a call costs a look at them and what is recorded; all else goes
 * through the engine.
 */
final class MethodCall implements MethodGate {

    private final Engine engine;
    private final Tool tool;
    private final ToolSpec spec;
    private final Caller caller;
    private final MethodBody body;
    private final boolean later;
    private final boolean observing;
    private final boolean silent;
    private AuditEvent.@Nullable Origin origin;

    MethodCall(Engine engine, Tool tool, Caller caller, MethodBody body) {
        this.engine = engine;
        this.tool = tool;
        this.spec = tool.spec();
        this.caller = caller;
        this.body = body;
        this.later = tool.definition().result().later();
        this.observing = engine.mode() == Mode.OBSERVING;
        this.silent = engine.trail().silent();
    }

    @Override
    public boolean passes() {
        boolean passes = silent && tool.binding().passes();
        if (passes) {
            caller.session().conversation().passed(spec);
        }
        return passes;
    }

    @Override
    public @Nullable Object invoke(Method handedOver, @Nullable Object[] arguments) throws Throwable {
        Binding binding = tool.binding();
        if (!binding.passes()) {
            return hold(handedOver, arguments);
        }
        Session session = caller.session();
        session.conversation().passed(spec);
        return silent ? body.run(handedOver, arguments) : recorded(binding.passFacts(), session, handedOver, arguments);
    }

    private @Nullable Object recorded(
            Map<String, String> why, Session session, Method handedOver, @Nullable Object[] arguments)
            throws Throwable {
        PassingRecord record = PassingRecord.started(engine, originOf(session.requester()), why);
        Object result;
        try {
            result = body.run(handedOver, arguments);
        } catch (Throwable t) {
            record.failed(t);
            throw t;
        }
        if (later) {
            record.endedLater(result);
        } else {
            record.returned();
        }
        return result;
    }

    /** Mostly the last call's: callers come and go, but few share one wrapped object. */
    private AuditEvent.Origin originOf(Requester requester) {
        AuditEvent.Origin known = origin;
        if (known == null || known.requester() != requester) {
            known = new AuditEvent.Origin(engine.realm(), engine.mode(), spec.name(), requester);
            origin = known;
        }
        return known;
    }

    private @Nullable Object hold(Method handedOver, @Nullable Object[] arguments) throws Throwable {
        Attempt attempt = new Attempt(tool, caller.session(), capture -> capture.freeze(arguments));
        if (later) {
            Pending pending = engine.submit(attempt);
            return observing && isRefused(pending)
                    ? resultOf(pending.outcome().toCompletableFuture().join(), handedOver, arguments)
                    : Promise.of(pending, Results::valueOf);
        }
        return resultOf(engine.call(attempt), handedOver, arguments);
    }

    /** A gate that only observes asks nobody, so whatever it refuses it refuses at once. */
    private static boolean isRefused(Pending pending) {
        CompletableFuture<Outcome> outcome = pending.outcome().toCompletableFuture();
        return outcome.isDone() && outcome.join() instanceof Outcome.Refused;
    }

    /** Where the gate only observes, a call that could not even be frozen runs all the same, as it was made. */
    private @Nullable Object resultOf(Outcome outcome, Method handedOver, @Nullable Object[] arguments)
            throws Throwable {
        if (!observing || !(outcome instanceof Outcome.Refused refused)) {
            return Results.valueOf(outcome);
        }
        Map<String, String> would =
                Map.of("verdict", "deny", "code", refused.code().name(), "held", "false", "call", refused.callId());
        return recorded(would, caller.session(), handedOver, arguments);
    }
}
