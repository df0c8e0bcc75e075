package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Gates that note every call by the tool's name, and then let it through or refuse it. */
final class RecordingGates implements GateFactory {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<ToolMethod> tools = new CopyOnWriteArrayList<>();
    private final Manner manner;

    private enum Manner {
        LETS_PASS,
        ALLOWS,
        DENIES
    }

    private RecordingGates(Manner manner) {
        this.manner = manner;
    }

    /** Gates that no call has to stop at. */
    static RecordingGates passing() {
        return new RecordingGates(Manner.LETS_PASS);
    }

    static RecordingGates allowing() {
        return new RecordingGates(Manner.ALLOWS);
    }

    static RecordingGates denying() {
        return new RecordingGates(Manner.DENIES);
    }

    @Override
    public MethodGate gate(ToolMethod tool, MethodBody body) {
        tools.add(tool);
        return new MethodGate() {
            @Override
            public boolean passes() {
                if (manner == Manner.LETS_PASS) {
                    asked.add(tool.spec().name() + " passed");
                }
                return manner == Manner.LETS_PASS;
            }

            @Override
            public @Nullable Object invoke(Method method, @Nullable Object[] args) throws Throwable {
                asked.add(tool.spec().name() + Arrays.asList(args));
                if (manner != Manner.ALLOWS) {
                    throw new Denied(tool.spec().name());
                }
                return body.run(method, args);
            }
        };
    }

    <T> T wrap(Class<T> type, T target, Class<?>... more) {
        return Wrapper.wrap(type, target, List.of(more), parameter -> Optional.empty(), this);
    }

    /** What a gate throws. */
    static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Denied(String tool) {
            super("Not executed: " + tool);
        }
    }
}
