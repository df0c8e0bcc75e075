package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.proxy.RecordingGates.Denied;
import dev.approvals.tool.RequiresApproval;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a generated subclass does with finalizers, undeclared exceptions, shared shapes and objects that return themselves. */
class SubclassOdditiesTest {

    private final RecordingGates gates = RecordingGates.allowing();

    static class Careless {
        static final AtomicInteger FINALIZED = new AtomicInteger();

        public void run() {}

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            FINALIZED.incrementAndGet();
        }
    }

    @Test
    void theFinalizerOfTheTargetsClassIsOverridden() throws Exception {
        Careless wrapped = gates.wrap(Careless.class, new Careless());
        Method finalizer = wrapped.getClass().getDeclaredMethod("finalize");
        finalizer.setAccessible(true);
        finalizer.invoke(wrapped);

        assertThat(Careless.FINALIZED).hasValue(0);
    }

    static class Sneaky {
        @RequiresApproval
        public void gated() {
            throw Sneaky.<RuntimeException>sneak(new IOException("gated"));
        }

        public void direct() {
            throw Sneaky.<RuntimeException>sneak(new IOException("direct"));
        }

        @SuppressWarnings("unchecked")
        static <E extends Throwable> E sneak(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }

    @Test
    void evenUndeclaredExceptionsComeOutAsTheyAre() {
        Sneaky wrapped = gates.wrap(Sneaky.class, new Sneaky());

        assertThatThrownBy(wrapped::gated)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("gated");
        assertThatThrownBy(wrapped::direct)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("direct");
    }

    @Test
    void wrappingsOfOneShapeShareAClassAndOthersDoNot() {
        class Louder extends SubclassTest.Plain {
            @Override
            @RequiresApproval
            public String get() {
                return "loud";
            }
        }
        SubclassTest.Plain first = gates.wrap(SubclassTest.Plain.class, new SubclassTest.Plain());
        SubclassTest.Plain second = gates.wrap(SubclassTest.Plain.class, new SubclassTest.Plain());
        SubclassTest.Plain loud = RecordingGates.denying().wrap(SubclassTest.Plain.class, new Louder());

        assertThat(second.getClass()).isSameAs(first.getClass());
        assertThat(loud.getClass()).isNotSameAs(first.getClass());
        assertThat(first.get()).isEqualTo("plain");
        assertThatThrownBy(loud::get).isInstanceOf(Denied.class);
    }

    interface Fluent {
        Fluent next();
    }

    static class Builder {
        public Builder with(String part) {
            return this;
        }

        public Object any() {
            return this;
        }

        public Fluent fluent() {
            return (Fluent) this;
        }
    }

    static class FluentBuilder extends Builder implements Fluent {
        @Override
        public Fluent next() {
            return this;
        }
    }

    @Test
    void returningThisIsTheWrappedObjectByEveryType() {
        Builder wrapped = gates.wrap(Builder.class, new FluentBuilder(), Fluent.class);

        assertThat(wrapped.with("x").any()).isSameAs(wrapped);
        assertThat(wrapped.fluent()).isSameAs(wrapped);
        assertThat(wrapped.fluent().next()).isSameAs(wrapped);
    }

    @Test
    void returningThisByATypeTheWrappedObjectHasNotIsRefused() {
        Builder wrapped = gates.wrap(Builder.class, new FluentBuilder());

        assertThatThrownBy(wrapped::fluent)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fluent returned the tool's own object as a " + Fluent.class.getTypeName()
                        + ", which the wrapped object is not. Name that interface as a further one when wrapping");
    }

    private Object wrap(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return wrapped(type, constructor.newInstance());
    }

    private <T> T wrapped(Class<T> type, Object target) {
        return gates.wrap(type, type.cast(target));
    }

    private static Object call(Object object, String name) throws Exception {
        Method method = object.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(object);
    }
}
