package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gates that note every call by the tool's name, and then let it through or refuse it. */
final class RecordingGates implements GateFactory {

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<ToolMethod> tools = new CopyOnWriteArrayList<>();
    private final boolean open;

    private RecordingGates(boolean open) {
        this.open = open;
    }

    static RecordingGates allowing() {
        return new RecordingGates(true);
    }

    static RecordingGates denying() {
        return new RecordingGates(false);
    }

    @Override
    public MethodGate gate(ToolMethod tool, MethodBody body) {
        tools.add(tool);
        return (method, args) -> {
            asked.add(tool.spec().name() + List.of(args));
            if (!open) {
                throw new Denied(tool.spec().name());
            }
            return body.run(method, args);
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
