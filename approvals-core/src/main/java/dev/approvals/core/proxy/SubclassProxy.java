package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;
import dev.approvals.core.tool.ToolModel;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Connects an instance of a generated subclass to its target. */
final class SubclassProxy {

    private final Wrapping wrapping;
    private final Class<?> generated;
    private final Object instance;

    private SubclassProxy(Wrapping wrapping, Class<?> generated) {
        this.wrapping = wrapping;
        this.generated = generated;
        instance = Instances.withoutConstructor(generated);
    }

    /** Makes an instance. */
    static Object of(Wrapping wrapping, ToolModel model, GateFactory gates) {
        SubclassPlan plan = SubclassPlan.of(wrapping, model);
        SubclassProxy proxy = new SubclassProxy(wrapping, SubclassGenerator.generate(plan));
        proxy.fill(plan, model, gates);
        return proxy.instance;
    }

    /** Says whether an object is an instance of a generated subclass. */
    static boolean is(Object object) {
        return SubclassGenerator.isGenerated(object.getClass());
    }

    private void fill(SubclassPlan plan, ToolModel model, GateFactory factory) {
        Map<ToolMethod, InvocationHandler> handlers = new HashMap<>();
        for (ToolMethod tool : model.gated()) {
            handlers.put(tool, new SubclassCall(wrapping, gate(tool, plan, factory)));
        }
        set(SubclassGenerator.TARGET, wrapping.target());
        set(SubclassPlan.IDENTITY, new Identity(wrapping.target()));
        set(
                SubclassPlan.REFLECTION,
                new SubclassCall(wrapping, Gates.before(new TargetBody(wrapping.target()), Gates.OPEN)));
        plan.gated()
                .forEach((signature, tool) ->
                        set(plan.gateField(signature), Objects.requireNonNull(handlers.get(tool))));
        // Nobody's constructor ran: this does for the fields what the end of a constructor does for final ones.
        VarHandle.releaseFence();
    }

    private void set(String name, Object value) {
        try {
            Field field = generated.getDeclaredField(name);
            field.setAccessible(true);
            field.set(instance, value);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new IllegalStateException("a generated class has no field " + name, e);
        }
    }

    private MethodGate gate(ToolMethod tool, SubclassPlan plan, GateFactory factory) {
        MethodBody onTarget = new TargetBody(wrapping.target());
        Optional<MethodBody> onInstance = wrapping.defaultMethod(Access.open(tool.method()))
                .map(found -> DefaultBody.ofSubclass(instance, wrapping.type(), found));
        MethodGate gate = factory.gate(tool, onInstance.orElse(onTarget));
        return onInstance.isPresent() || plan.exchanges(tool) ? Gates.before(onInstance.orElse(onTarget), gate) : gate;
    }
}
