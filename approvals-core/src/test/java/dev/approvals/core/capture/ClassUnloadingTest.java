package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A host that reloads its tools must not keep every earlier version of their classes. */
class ClassUnloadingTest {
    record Reloaded(String text) {}

    @Test
    void aCaptureThatIsGoneKeepsNoClassOfItsTool() throws Exception {
        ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = captureInALoaderOfItsOwn(unloaded);
        for (int i = 0; i < 100 && unloaded.remove(50) == null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    private static WeakReference<ClassLoader> captureInALoaderOfItsOwn(ReferenceQueue<ClassLoader> queue)
            throws Exception {
        ClassLoader loader = new Reloading(ClassUnloadingTest.class.getClassLoader());
        Class<?> type = loader.loadClass(Reloaded.class.getName());
        var constructor = type.getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        Capture capture = Samples.capture(type);
        Object thawed = capture.thaw(capture.freeze(constructor.newInstance("a")))[0];
        assertThat(thawed.getClass()).isSameAs(type).isNotSameAs(Reloaded.class);
        return new WeakReference<>(loader, queue);
    }

    private static final class Reloading extends ClassLoader {
        Reloading(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Reloaded.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
