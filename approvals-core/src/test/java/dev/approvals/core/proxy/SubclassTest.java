package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.tool.Compiled;
import dev.approvals.tool.RequiresApproval;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to generated subclasses. */
class SubclassTest {

    private final RecordingGates gates = RecordingGates.allowing();

    static class Costly {
        static final AtomicInteger MADE = new AtomicInteger();
        final List<String> log;

        Costly(List<String> log) {
            MADE.incrementAndGet();
            this.log = List.copyOf(log);
        }

        @RequiresApproval
        public int size() {
            return log.size();
        }
    }

    @Test
    void theConstructorRunsForTheTargetOnly() {
        int before = Costly.MADE.get();
        Costly wrapped = gates.wrap(Costly.class, new Costly(List.of("a")));

        assertThat(Costly.MADE).hasValue(before + 1);
        assertThat(wrapped.size()).isEqualTo(1);
        assertThat(wrapped.log).as("fields of the subclass stay empty").isNull();
    }

    static class Hidden {
        private final String name = "n";

        @RequiresApproval
        protected String guarded() {
            return name;
        }

        String near() {
            return name + "ear";
        }

        protected int counted() {
            return name.length();
        }
    }

    @Test
    void protectedAndPackagePrivateMethodsReachTheTarget() {
        Hidden wrapped = gates.wrap(Hidden.class, new Hidden());

        assertThat(wrapped.near()).isEqualTo("near");
        assertThat(wrapped.counted()).isEqualTo(1);
        assertThat(wrapped.guarded()).isEqualTo("n");
        assertThat(gates.asked).containsExactly("guarded[]");
    }

    @Test
    void protectedMethodsOfASuperclassElsewhereReachTheTarget(@TempDir Path directory) throws Exception {
        Compiled compiled = Compiled.of(
                directory,
                Map.of("a/Base.java", """
                        package a;
                        public class Base {
                            private final String name = "base";
                            protected String plain() { return name; }
                            @dev.approvals.tool.RequiresApproval protected String guarded() { return name; }
                            public static String call(Base base) { return base.plain() + base.guarded(); }
                        }
                        """, "b/Tools.java", "package b; public class Tools extends a.Base {}"));
        Class<?> type = compiled.load("b.Tools");
        Object wrapped = wrap(type);
        Method call = type.getSuperclass().getMethod("call", type.getSuperclass());

        assertThat(call.invoke(null, wrapped)).isEqualTo("basebase");
        assertThat(gates.asked).containsExactly("guarded[]");
    }

    @Test
    void publicMethodsOfAHiddenSuperclassReachTheTarget(@TempDir Path directory) throws Exception {
        Compiled compiled = Compiled.of(
                directory,
                Map.of(
                        "a/Base.java",
                        """
                        package a;
                        class Base {
                            private final String name = "base";
                            public String plain() { return name; }
                            @dev.approvals.tool.RequiresApproval public String guarded() { return name; }
                            public Kept kept(Kept kept) { return kept; }
                            static class Kept { }
                        }
                        """,
                        "a/Shown.java",
                        "package a; public class Shown extends Base {}",
                        "b/Tools.java",
                        "package b; public class Tools extends a.Shown {}"));
        for (Class<?> type = compiled.load("b.Tools"); type != Object.class; type = type.getSuperclass()) {
            gates.asked.clear();
            Object wrapped = wrap(type);

            assertThat(call(wrapped, "plain")).as(type.getName()).isEqualTo("base");
            assertThat(call(wrapped, "guarded")).as(type.getName()).isEqualTo("base");
            assertThat(gates.asked).as(type.getName()).containsExactly("guarded[]");
        }
    }

    abstract static class Base<T> {
        final List<T> seen = new ArrayList<>();

        @RequiresApproval
        public T put(T value) {
            seen.add(value);
            return value;
        }

        public T echo(T value) {
            seen.add(value);
            return value;
        }

        public Object narrowed() {
            return "wide";
        }

        public abstract int left();
    }

    static class Narrow extends Base<String> implements Callable<Object> {
        @Override
        public String put(String value) {
            return super.put(value);
        }

        @Override
        public String narrowed() {
            return "narrow";
        }

        @Override
        @RequiresApproval
        public String call() {
            return "called";
        }

        @Override
        public int left() {
            return 3;
        }
    }

    static class Inheriting extends Base<Integer> {
        @Override
        public int left() {
            return 4;
        }
    }

    @Test
    void bridgesEndAtTheGateAndTheTarget() throws Exception {
        Narrow target = new Narrow();
        Narrow wrapped = gates.wrap(Narrow.class, target);
        Base<String> base = wrapped;
        Callable<Object> callable = wrapped;

        assertThat(base.put("a")).isEqualTo("a");
        assertThat(wrapped.put("b")).isEqualTo("b");
        assertThat(base.echo("c")).isEqualTo("c");
        assertThat(base.narrowed()).isEqualTo("narrow");
        assertThat(callable.call()).isEqualTo("called");
        assertThat(base.left()).isEqualTo(3);
        assertThat(target.seen).containsExactly("a", "b", "c");
        assertThat(gates.asked).containsExactly("put[a]", "put[b]", "call[]");
    }

    @Test
    void inheritedGenericMethodsReachTheTarget() {
        Inheriting target = new Inheriting();
        Inheriting wrapped = gates.wrap(Inheriting.class, target);
        Base<Integer> base = wrapped;

        assertThat(wrapped.put(1)).isEqualTo(1);
        assertThat(base.put(2)).isEqualTo(2);
        assertThat(wrapped.echo(3)).isEqualTo(3);
        assertThat(base.echo(4)).isEqualTo(4);
        assertThat(target.seen).containsExactly(1, 2, 3, 4);
        assertThat(gates.asked).containsExactly("put[1]", "put[2]");
    }

    @Test
    void anAbstractClassIsWrappedAroundWhateverExtendsIt() {
        @SuppressWarnings("unchecked")
        Base<Integer> wrapped = gates.wrap(Base.class, new Inheriting());

        assertThat(wrapped.put(1)).isEqualTo(1);
        assertThat(wrapped.left()).isEqualTo(4);
        assertThat(gates.asked).containsExactly("put[1]");
    }

    static class Numbers {
        public String all(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i) {
            return a + " " + b + c + d + e + f + g + h + i;
        }

        @RequiresApproval
        public String gated(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i) {
            return all(a, b, c, d, e, f, g, h, i);
        }

        public long wide(double a, long b) {
            return (long) a + b;
        }

        @RequiresApproval
        public double gatedWide(double a, long b) {
            return a + b;
        }

        @RequiresApproval
        public char letter() {
            return 'x';
        }

        @RequiresApproval
        public int[][] arrays(int[] one, String... more) {
            return new int[][] {one, {more.length}};
        }
    }

    @Test
    void primitivesArraysAndVarargsGoThroughUnchanged() {
        Numbers plain = new Numbers();
        Numbers wrapped = gates.wrap(Numbers.class, plain);
        String expected = plain.all(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8");

        assertThat(wrapped.all(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8"))
                .isEqualTo(expected);
        assertThat(wrapped.gated(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8"))
                .isEqualTo(expected);
        assertThat(wrapped.wide(1.5, 2)).isEqualTo(3);
        assertThat(wrapped.gatedWide(1.5, 2)).isEqualTo(3.5);
        assertThat(wrapped.letter()).isEqualTo('x');
        assertThat(wrapped.arrays(new int[] {7}, "a", "b")).isDeepEqualTo(new int[][] {{7}, {2}});
    }

    interface Preview {
        @RequiresApproval
        default String preview() {
            return "of " + this;
        }

        default Object me() {
            return this;
        }

        String more(String name);
    }

    static class Previewing implements Supplier<String>, Preview {
        @Override
        public String get() {
            return "got";
        }

        @Override
        public String more(String name) {
            return name + "!";
        }

        @Override
        public String toString() {
            return "previewing";
        }
    }

    static class Plain {
        public String get() {
            return "plain";
        }
    }

    static class Mixed extends Plain implements Preview {
        @Override
        public String more(String name) {
            return name + "?";
        }

        @Override
        public String toString() {
            return "mixed";
        }
    }

    @Test
    void furtherInterfacesBringTheirMethodsAlong() {
        Plain wrapped = gates.wrap(Plain.class, new Mixed(), Preview.class);
        Preview preview = (Preview) wrapped;

        assertThat(wrapped.get()).isEqualTo("plain");
        assertThat(preview.more("a")).isEqualTo("a?");
        assertThat(preview.preview()).isEqualTo("of gated mixed");
        assertThat(preview.me()).isSameAs(wrapped);
        assertThat(gates.asked).containsExactly("preview[]");
        assertThat(gates.wrap(Previewing.class, new Previewing()).preview()).isEqualTo("of gated previewing");
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
