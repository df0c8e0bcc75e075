package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.tool.Compiled;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrapping keeps no class loader alive. */
class LoaderTest {

    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

    @Test
    void aLoaderGoesOnceItsWrappedObjectsAreGone(@TempDir Path directory) throws Exception {
        Compiled compiled = Compiled.of(
                directory,
                Map.of(
                        "x/Tools.java",
                        """
                        package x;
                        public class Tools implements Api {
                            @dev.approvals.tool.RequiresApproval public String run(String what) { return what; }
                        }
                        """,
                        "x/Api.java",
                        "package x; public interface Api { String run(String what); }"));
        Reference<ClassLoader> byClass = wrapAndForget(compiled, "x.Tools");
        Reference<ClassLoader> byInterface = wrapAndForget(compiled, "x.Api");

        assertThat(collected()).isIn(byClass, byInterface);
        assertThat(collected()).isIn(byClass, byInterface);
    }

    private Reference<ClassLoader> wrapAndForget(Compiled compiled, String typeName) throws Exception {
        ClassLoader loader = compiled.loader();
        Class<?> tools = loader.loadClass("x.Tools");
        Class<?> type = loader.loadClass(typeName);
        RecordingGates gates = RecordingGates.allowing();
        Object wrapped = wrapped(gates, type, tools.getConstructor().newInstance());

        assertThat(wrapped.getClass().getClassLoader()).isSameAs(loader);
        assertThat(type.getMethod("run", String.class).invoke(wrapped, "a")).isEqualTo("a");
        assertThat(gates.asked).containsExactly("run[a]");
        return new WeakReference<>(loader, gone);
    }

    private static <T> T wrapped(RecordingGates gates, Class<T> type, Object target) {
        return gates.wrap(type, type.cast(target));
    }

    /** The next loader that was collected; empty after half a minute of asking. */
    private Reference<?> collected() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            System.gc();
            Reference<?> reference = gone.remove(100);
            if (reference != null) {
                return reference;
            }
        }
        throw new AssertionError("a class loader is still there");
    }
}
