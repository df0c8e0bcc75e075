package dev.approvals.core.proxy;

import dev.approvals.core.proxy.SubclassPlan.Role;
import java.io.NotSerializableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.SyntheticState;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.implementation.attribute.MethodAttributeAppender;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Generates subclasses, next to the class they extend: same package, same loader, so that they override what only the
 * package sees and are collected with it. They refer to nothing but the JDK and what their supertype refers to.
 */
final class SubclassGenerator {

    /** The field that holds the target. */
    static final String TARGET = "approvals$target";

    /** Per extended class, and living as long as it: the generated classes by {@link SubclassPlan#key()}. */
    private static final ClassValue<Map<String, Class<?>>> GENERATED = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** Tells apart what two copies of this library generate for one class of a shared loader. */
    private static final String COPY = Integer.toHexString(System.identityHashCode(SubclassGenerator.class));

    private static final AtomicInteger COUNT = new AtomicInteger();

    private SubclassGenerator() {}

    /** The subclass for a plan. */
    static Class<?> generate(SubclassPlan plan) {
        return GENERATED.get(plan.type()).computeIfAbsent(plan.key(), key -> define(plan));
    }

    /** Says whether a class was generated here. */
    static boolean isGenerated(Class<?> type) {
        Class<?> extended = type.getSuperclass();
        return extended != null && GENERATED.get(extended).containsValue(type);
    }

    private static Class<?> define(SubclassPlan plan) {
        try {
            Class<?> generated =
                    Access.within(plan.type()).defineClass(describe(plan).make().getBytes());
            checkComplete(plan, generated);
            return generated;
        } catch (IllegalAccessException | LinkageError | IllegalStateException e) {
            throw (IllegalArgumentException) Wrapping.fault(
                            plan.type(),
                            "no subclass of it can be generated: " + e.getMessage() + ". Wrap by an interface")
                    .initCause(e);
        }
    }

    private static DynamicType.Builder<?> describe(SubclassPlan plan) {
        DynamicType.Builder<?> subclass = new ByteBuddy(ClassFileVersion.JAVA_V17)
                .ignore(ElementMatchers.none())
                .subclass(plan.type(), ConstructorStrategy.Default.NO_CONSTRUCTORS)
                .name(plan.type().getName() + "$Gated" + COPY + "$" + COUNT.incrementAndGet())
                .implement(plan.more())
                .defineField(TARGET, plan.type(), Visibility.PRIVATE, SyntheticState.SYNTHETIC);
        for (String field : plan.handlerFields()) {
            subclass =
                    subclass.defineField(field, InvocationHandler.class, Visibility.PRIVATE, SyntheticState.SYNTHETIC);
        }
        Implementation unwritable = ExceptionMethod.throwing(
                NotSerializableException.class, "a gated " + plan.type().getName());
        if (plan.serializable() && plan.overridable().stream().noneMatch(plan::writes)) {
            subclass = subclass.defineMethod("writeReplace", Object.class, Visibility.PRIVATE)
                    .throwing(NotSerializableException.class)
                    .intercept(unwritable);
        }
        subclass = body(subclass, inherited(method -> plan.role(method) == Role.REFUSE), unwritable);
        subclass = body(subclass, inherited(method -> plan.role(method) == Role.NOTHING), StubMethod.INSTANCE);
        subclass = body(
                subclass,
                inherited(method -> plan.role(method) == Role.DIRECT),
                new Implementation.Simple(new DirectCall(plan.type(), TARGET)));
        for (String field : plan.handlerFields()) {
            subclass = body(
                    subclass,
                    inherited(method -> plan.handlerField(method).equals(Optional.of(field))),
                    InvocationHandlerAdapter.toField(field));
        }
        return subclass;
    }

    private static DynamicType.Builder<?> body(
            DynamicType.Builder<?> subclass, ElementMatcher<MethodDescription> methods, Implementation implementation) {
        return subclass.method(methods)
                .intercept(implementation)
                .attribute(MethodAttributeAppender.ForInstrumentedMethod.INCLUDING_RECEIVER);
    }

    private static ElementMatcher<MethodDescription> inherited(Predicate<Method> condition) {
        // What is not loaded was defined above.
        return method -> method.asDefined() instanceof MethodDescription.ForLoadedMethod loaded
                && condition.test(loaded.getLoadedMethod());
    }

    /** Nothing may slip through: a method that is not overridden would run on the empty instance, past the gate. */
    private static void checkComplete(SubclassPlan plan, Class<?> generated) {
        for (Method method : plan.overridable()) {
            if (plan.role(method) != Role.LEAVE && !isOverridden(method, generated)) {
                throw new IllegalStateException("it would not override " + method);
            }
        }
    }

    /** Whether a call ends in the generated class, or in a bridge to a method that does. */
    private static boolean isOverridden(Method method, Class<?> generated) {
        for (Class<?> each = generated; each != null; each = each.getSuperclass()) {
            for (Method found : each.getDeclaredMethods()) {
                if (found.getName().equals(method.getName())
                        && Arrays.equals(found.getParameterTypes(), method.getParameterTypes())) {
                    return each == generated || found.isBridge();
                }
            }
        }
        return false;
    }
}
