package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;
import dev.approvals.core.tool.ToolModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handler of a JDK proxy. Deliberately not serialisable, so that the proxy is not either. */
final class InterfaceProxy implements InvocationHandler {

    private final Wrapping wrapping;
    private final Object target;
    private final Object proxy;
    private final Routes routes;

    private InterfaceProxy(Wrapping wrapping, ToolModel model, GateFactory factory) {
        this.wrapping = wrapping;
        target = wrapping.target();
        ProxyClass proxyClass = new ProxyClass(wrapping);
        proxy = proxyClass.instance(this);
        Map<ToolMethod, MethodGate> tools = new HashMap<>();
        for (ToolMethod tool : model.gated()) {
            MethodBody body = onProxy(Access.open(tool.method())).orElseGet(() -> new TargetBody(target));
            tools.put(tool, factory.gate(tool, body));
        }
        Map<Method, MethodGate> gates = new IdentityHashMap<>();
        for (Method method : proxyClass.handedOver()) {
            gates.put(method, gate(method, model.find(method).map(tools::get).orElse(Gates.OPEN)));
        }
        routes = new Routes(gates);
    }

    /** Makes a proxy. */
    static Object of(Wrapping wrapping, ToolModel model, GateFactory gates) {
        return new InterfaceProxy(wrapping, model, gates).proxy;
    }

    /** Says whether an object is one of these proxies. */
    static boolean is(Object object) {
        return Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object) instanceof InterfaceProxy;
    }

    /*
     * Written for the compiler, which turns Method.invoke into a direct call where all of this fits into the proxy's own
     * method. It does not fit if methods are invoked in two places, or if the work of a gate is part of it.
     */
    @Override
    public @Nullable Object invoke(Object wrapped, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        if (!routes.passes(method)) {
            return through(routes.gate(method), method, args);
        }
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw declared(e.getTargetException(), method);
        }
    }

    private @Nullable Object through(MethodGate gate, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return wrapping.seen(gate.invoke(method, Wrapping.given(args)), proxy, method);
        } catch (Throwable thrown) {
            throw declared(thrown, method);
        }
    }

    /** What a caller gets to see; a JDK proxy would turn an undeclared checked exception into one without a message. */
    private static Throwable declared(Throwable thrown, Method method) {
        if (thrown instanceof RuntimeException || thrown instanceof Error) {
            return thrown;
        }
        for (Class<?> each : method.getExceptionTypes()) {
            if (each.isInstance(thrown)) {
                return thrown;
            }
        }
        return new IllegalStateException(
                "%s threw %s, which it does not declare".formatted(method.getName(), thrown), thrown);
    }

    private MethodGate gate(Method method, MethodGate gate) {
        if (method.getDeclaringClass() == Object.class) {
            Identity identity = new Identity(target);
            return (called, args) -> identity.invoke(proxy, called, args);
        }
        Optional<MethodBody> onProxy = onProxy(method);
        if (onProxy.isPresent()) {
            // A bridge that an interface brings along calls the method it stands for, on the proxy: that call is gated.
            return Gates.before(onProxy.get(), method.isBridge() ? Gates.OPEN : gate);
        }
        return wrapping.mayReturnTarget(method) ? Gates.before(new TargetBody(target), gate) : gate;
    }

    private Optional<MethodBody> onProxy(Method method) {
        return wrapping.defaultMethod(method).map(found -> DefaultBody.ofProxy(proxy, Access.open(found)));
    }
}
