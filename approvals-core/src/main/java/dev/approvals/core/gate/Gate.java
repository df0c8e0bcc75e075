package dev.approvals.core.gate;

import dev.approvals.ApprovalGate;
import dev.approvals.GatedTool;
import dev.approvals.RemoteTool;
import dev.approvals.ToolBody;
import dev.approvals.call.Requester;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.capture.TypeRules;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.proxy.MethodBody;
import dev.approvals.core.proxy.MethodGate;
import dev.approvals.core.proxy.Wrapper;
import dev.approvals.core.tool.ReturnKind;
import dev.approvals.core.tool.SummaryTemplate;
import dev.approvals.core.tool.ToolMethod;
import dev.approvals.review.ImpactPreview;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gate of one engine. */
public final class Gate implements ApprovalGate {

    private final Engine engine;
    private final Renderers renderers;
    private final Caller caller;

    private Gate(Engine engine, Renderers renderers, Caller caller) {
        this.engine = engine;
        this.renderers = renderers;
        this.caller = caller;
    }

    /**
     * A gate.
     *
     * @param engine the engine behind it
     * @param renderers show the values of opaque types
     * @param requester on whose behalf calls are made, where {@link #as} does not say it
     * @return the gate
     */
    public static Gate of(Engine engine, Renderers renderers, Supplier<Requester> requester) {
        return new Gate(engine, renderers, Caller.current(engine, requester));
    }

    @Override
    public ApprovalGate as(Requester requester) {
        return new Gate(engine, renderers, Caller.fixed(engine, Objects.requireNonNull(requester, "requester")));
    }

    @Override
    public <T> T wrap(Class<T> type, T target, Class<?>... more) {
        return Wrapper.wrap(
                type,
                target,
                List.of(more),
                parameter -> TypeRules.check("it", parameter, renderers),
                (method, body) -> gate(method, body, target));
    }

    @Override
    public <T> T wrapNew(Class<T> type, Supplier<? extends T> factory) {
        return wrap(type, factory.get());
    }

    private MethodGate gate(ToolMethod method, MethodBody body, Object target) {
        Capture capture = Capture.of(method.spec(), renderers);
        Tool tool = new Tool(new Tool.Definition(
                method.spec(),
                capture,
                method.summary(),
                payload -> ready(method, body, capture.thaw(payload)),
                target instanceof ImpactPreview preview ? Optional.of(preview) : Optional.empty(),
                new Tool.Result(method.resultType(), method.returns() != ReturnKind.VALUE),
                false));
        engine.rulebook().add(tool);
        return new MethodCall(engine, tool, caller, body);
    }

    /** A method with the arguments that were frozen, never with those its caller still holds. */
    private static ToolBody ready(ToolMethod method, MethodBody body, @Nullable Object[] arguments) {
        return claim -> {
            try {
                return body.run(method.method(), arguments);
            } catch (Throwable t) {
                throw Results.<RuntimeException>thrown(t);
            }
        };
    }

    @Override
    public GatedTool tool(ToolSpec spec, ToolBody body) {
        return new RegisteredTool(engine, register(spec, body, Tool.Result.ANY, false), caller);
    }

    @Override
    public RemoteTool remote(ToolSpec spec) {
        if (!spec.runLater() || spec.idempotent()) {
            throw new IllegalArgumentException("Tool " + spec.name() + " is run by its callers, so its calls run later"
                    + " and only they could run one again. Say runLater(true) and leave out idempotent");
        }
        Loans loans = new Loans(engine.lending());
        Tool tool = register(spec, loans::lend, new Tool.Result(Object.class, true), true);
        return new LentTool(engine, tool, loans, caller);
    }

    private Tool register(ToolSpec spec, ToolBody body, Tool.Result result, boolean byCaller) {
        Capture capture = Capture.of(spec, renderers);
        if (!capture.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    "Tool " + spec.name() + " cannot be gated:\n  " + String.join("\n  ", capture.faults()));
        }
        Tool tool = new Tool(new Tool.Definition(
                spec,
                capture,
                SummaryTemplate.of(spec),
                payload -> body,
                body instanceof ImpactPreview preview ? Optional.of(preview) : Optional.empty(),
                result,
                byCaller));
        engine.rulebook().addNew(tool);
        return tool;
    }

    @Override
    public Optional<GatedTool> tool(String name) {
        List<Tool> named = engine.rulebook().named(name);
        return named.size() == 1 ? Optional.of(new RegisteredTool(engine, named.get(0), caller)) : Optional.empty();
    }
}
