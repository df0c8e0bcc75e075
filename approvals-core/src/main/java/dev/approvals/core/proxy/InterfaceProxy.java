package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;
import dev.approvals.core.tool.ToolModel;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The handler of a JDK proxy. Deliberately not serialisable, so that the proxy is not either. */
final class InterfaceProxy implements InvocationHandler {

    private static final MethodGate PASS = (method, args) -> {
        throw new IllegalStateException("a method without a gate was sent through one: " + method);
    };

    private final Wrapping wrapping;
    private final Object target;
    private final ToolModel model;
    private final Object proxy;
    private final Map<ToolMethod, MethodGate> gates = new HashMap<>();
    private final ReentrantLock learning = new ReentrantLock();
    private volatile Routes routes = Routes.NONE;

    private InterfaceProxy(Wrapping wrapping, ToolModel model, GateFactory factory) {
        this.wrapping = wrapping;
        this.model = model;
        target = wrapping.target();
        checkAccess();
        proxy = implemented();
        for (ToolMethod tool : model.gated()) {
            gates.put(tool, factory.gate(tool, body(tool.method())));
        }
    }

    /** Makes a proxy. */
    static Object of(Wrapping wrapping, ToolModel model, GateFactory gates) {
        return new InterfaceProxy(wrapping, model, gates).proxy;
    }

    /** Says whether an object is one of these proxies. */
    static boolean is(Object object) {
        return Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object) instanceof InterfaceProxy;
    }

    @Override
    public @Nullable Object invoke(Object wrapped, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        MethodGate gate = routes.find(method);
        if (gate == null) {
            gate = route(method);
        }
        Object result = gate == PASS ? pass(method, args) : through(gate, method, args);
        return result == target ? wrapping.seen(result, wrapped, method) : result;
    }

    private @Nullable Object pass(Method method, @Nullable Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw declared(e.getTargetException(), method);
        }
    }

    private @Nullable Object through(MethodGate gate, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return gate.invoke(method, Wrapping.given(args));
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

    /** Finds out where a method leads, the first time the proxy hands it over. */
    private MethodGate route(Method method) {
        MethodGate gate = destination(method);
        learning.lock();
        try {
            if (routes.find(method) == null) {
                routes = routes.with(method, gate);
            }
        } finally {
            learning.unlock();
        }
        return gate;
    }

    private MethodGate destination(Method method) {
        if (method.getDeclaringClass() == Object.class) {
            Identity identity = new Identity(target);
            return (called, args) -> identity.invoke(proxy, called, args);
        }
        Access.open(method);
        Optional<MethodBody> onProxy = onProxy(method);
        // A bridge that an interface brings along calls the method it stands for, on the proxy: that call is gated.
        Optional<MethodGate> gate = onProxy.isPresent() && method.isBridge()
                ? Optional.empty()
                : model.find(method).map(gates::get);
        return gate.or(() -> onProxy.map(body -> body::run)).orElse(PASS);
    }

    private MethodBody body(Method method) {
        Access.open(method);
        return onProxy(method).orElseGet(() -> new TargetBody(target));
    }

    private Optional<MethodBody> onProxy(Method method) {
        return wrapping.defaultMethod(method).map(found -> DefaultBody.ofProxy(proxy, Access.open(found)));
    }

    private void checkAccess() {
        for (Class<?> type : wrapping.types()) {
            for (Method method : type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    Access.open(method);
                }
            }
        }
    }

    private Object implemented() {
        try {
            return Proxy.newProxyInstance(loader(), wrapping.types().toArray(Class<?>[]::new), this);
        } catch (IllegalArgumentException e) {
            throw (IllegalArgumentException)
                    Wrapping.fault(wrapping.type(), "the JDK cannot make a proxy of it: " + e.getMessage())
                            .initCause(e);
        }
    }

    /** The loader that knows all interfaces: that of one of them, or that of the target. */
    private @Nullable ClassLoader loader() {
        List<Class<?>> candidates = new ArrayList<>(wrapping.types());
        candidates.add(target.getClass());
        for (Class<?> candidate : candidates) {
            if (knowsAll(candidate.getClassLoader())) {
                return candidate.getClassLoader();
            }
        }
        return wrapping.type().getClassLoader();
    }

    private boolean knowsAll(@Nullable ClassLoader loader) {
        for (Class<?> type : wrapping.types()) {
            try {
                if (Class.forName(type.getName(), false, loader) != type) {
                    return false;
                }
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
        return true;
    }
}
