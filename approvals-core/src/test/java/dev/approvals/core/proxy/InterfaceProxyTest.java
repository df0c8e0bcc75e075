package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.tool.Compiled;
import dev.approvals.tool.RequiresApproval;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to JDK proxies. */
class InterfaceProxyTest {

    private final RecordingGates gates = RecordingGates.allowing();

    interface Generic<T> {
        @RequiresApproval
        String run(T value);
    }

    interface Narrow extends Generic<String> {
        @Override
        String run(String value);
    }

    @Test
    void aNarrowedInterfaceAsksOnceByEitherDeclaration() {
        for (Narrow target : List.<Narrow>of(value -> "ran " + value, new Narrow() {
            @Override
            public String run(String value) {
                return "ran " + value;
            }
        })) {
            gates.asked.clear();
            Narrow narrow = gates.wrap(Narrow.class, target);
            Generic<String> generic = narrow;

            assertThat(narrow.run("a")).isEqualTo("ran a");
            assertThat(generic.run("b")).isEqualTo("ran b");
            assertThat(gates.asked).containsExactly("run[a]", "run[b]");
        }
    }

    interface Left {
        @RequiresApproval
        int go();
    }

    interface Right {
        int go();
    }

    static class Both implements Left, Right {
        @Override
        public int go() {
            return 3;
        }
    }

    @Test
    void oneMethodOfTwoInterfacesIsGatedByBoth() {
        Left left = gates.wrap(Left.class, new Both(), Right.class);
        Right right = gates.wrap(Right.class, new Both(), Left.class);

        assertThat(left.go() + ((Right) left).go() + right.go() + ((Left) right).go())
                .isEqualTo(12);
        assertThat(gates.asked).hasSize(4);
    }

    @Test
    void aProxyOfSomebodyElsesIsATargetLikeAnyOther() {
        Left target = (Left) Proxy.newProxyInstance(
                Left.class.getClassLoader(), new Class<?>[] {Left.class}, (proxy, method, args) -> 5);

        assertThat(gates.wrap(Left.class, target).go()).isEqualTo(5);
        assertThat(gates.asked).containsExactly("go[]");
    }

    interface Quiet {
        @RequiresApproval
        void gated();

        void direct();
    }

    @Test
    void undeclaredExceptionsSayWhatHappened() {
        Quiet wrapped = gates.wrap(Quiet.class, new Quiet() {
            @Override
            public void gated() {
                throw SubclassOdditiesTest.Sneaky.<RuntimeException>sneak(new IOException("disk"));
            }

            @Override
            public void direct() {
                gated();
            }
        });

        assertThatThrownBy(wrapped::gated)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("gated threw java.io.IOException: disk, which it does not declare")
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThatThrownBy(wrapped::direct)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("direct threw java.io.IOException: disk, which it does not declare");
    }

    @Test
    void errorsOfTheToolComeOutAsTheyAre() {
        Callable<String> wrapped = gates.wrap(Callable.class, () -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(wrapped::call)
                .isExactlyInstanceOf(StackOverflowError.class)
                .hasMessage("deep");
    }

    @Test
    void aTargetReturningItselfByAnotherInterfaceIsRefused() {
        Callable<?> outer = new Callable<Object>() {
            @Override
            public Object call() {
                return this;
            }
        };
        assertThat(call(gates.wrap(Callable.class, outer)))
                .isInstanceOf(Callable.class)
                .isNotSameAs(outer);

        class Escaping implements Escape, Left {
            @Override
            public Left out() {
                return this;
            }

            @Override
            public int go() {
                return 1;
            }
        }
        Escape wrapped = gates.wrap(Escape.class, new Escaping(), Left.class);
        assertThat(wrapped.out()).isSameAs(wrapped);
    }

    interface Escape {
        Left out();
    }

    private static Object call(Callable<?> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void interfacesOfOtherPackagesAndLoadersAreCalled(@TempDir Path directory) throws Exception {
        Compiled compiled = Compiled.of(directory, Map.of("x/Hidden.java", """
                        package x;
                        interface Hidden extends java.util.function.Supplier<String> {
                            @dev.approvals.tool.RequiresApproval String run(String what);
                            default String twice() { return run("a") + run("b"); }
                        }
                        """, "x/Tools.java", """
                        package x;
                        class Tools implements Hidden {
                            public String run(String what) { return what; }
                            public String get() { return "got"; }
                        }
                        """));
        Class<?> tools = compiled.load("x.Tools");
        Class<?> hidden = tools.getInterfaces()[0];
        var constructor = tools.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object target = constructor.newInstance();
        Object wrapped = wrapped(hidden, target);
        Object fromAbove = wrapped(java.util.function.Supplier.class, target, hidden);

        assertThat(invoke(wrapped, hidden.getDeclaredMethod("twice"))).isEqualTo("ab");
        assertThat(invoke(fromAbove, hidden.getDeclaredMethod("twice"))).isEqualTo("ab");
        assertThat(((java.util.function.Supplier<?>) fromAbove).get()).isEqualTo("got");
        assertThat(gates.asked).containsExactly("run[a]", "run[b]", "run[a]", "run[b]");
    }

    private <T> T wrapped(Class<T> type, Object target, Class<?>... more) {
        return gates.wrap(type, type.cast(target), more);
    }

    private static Object invoke(Object object, Method method) throws Exception {
        method.setAccessible(true);
        return method.invoke(object);
    }

    @Test
    void manyThreadsMayCallFirst() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                Left wrapped = gates.wrap(Left.class, new Both(), Right.class);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> results = IntStream.range(0, threads)
                        .mapToObj(i -> pool.submit(() -> {
                            start.await();
                            return i % 2 == 0 ? wrapped.go() : wrapped.equals(wrapped) ? ((Right) wrapped).go() : -1;
                        }))
                        .toList();
                start.countDown();
                for (Future<Integer> result : results) {
                    assertThat(result.get()).isEqualTo(3);
                }
            }
            assertThat(gates.asked).hasSize(50 * threads);
        } finally {
            pool.shutdownNow();
        }
    }

    interface Alike {
        @RequiresApproval
        int one(int x);

        int two(int x);

        @RequiresApproval
        int six(int x);

        int ten(long x);

        int ten(String x);

        int zero();

        @RequiresApproval
        int nine();

        @RequiresApproval
        String equal(Object x);

        @RequiresApproval
        String toStrong();
    }

    static class RealAlike implements Alike {
        @Override
        public int one(int x) {
            return 1;
        }

        @Override
        public int two(int x) {
            return 2;
        }

        @Override
        public int six(int x) {
            return 6;
        }

        @Override
        public int ten(long x) {
            return 10;
        }

        @Override
        public int ten(String x) {
            return 100;
        }

        @Override
        public int zero() {
            return 0;
        }

        @Override
        public int nine() {
            return 9;
        }

        @Override
        public String equal(Object x) {
            return "equal";
        }

        @Override
        public String toStrong() {
            return "strong";
        }

        @Override
        public String toString() {
            return "alike";
        }
    }

    @Test
    void methodsWithNamesOfOneLengthAreToldApart() {
        for (RecordingGates each : List.of(gates, RecordingGates.passing())) {
            Alike wrapped = each.wrap(Alike.class, new RealAlike());

            assertThat(List.of(wrapped.one(0), wrapped.two(0), wrapped.six(0), wrapped.ten(0), wrapped.ten("")))
                    .containsExactly(1, 2, 6, 10, 100);
            assertThat(List.of(wrapped.zero(), wrapped.nine())).containsExactly(0, 9);
            assertThat(List.of(wrapped.equal(0), wrapped.toStrong(), wrapped.toString()))
                    .containsExactly("equal", "strong", "gated alike");
            assertThat(each.asked)
                    .extracting(asked -> asked.split("[ \\[]")[0])
                    .containsExactly("one", "six", "nine", "equal", "toStrong");
        }
    }
}
