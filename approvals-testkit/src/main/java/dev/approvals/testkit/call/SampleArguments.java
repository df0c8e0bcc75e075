package dev.approvals.testkit.call;

import dev.approvals.call.Arguments;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainJson;
import dev.approvals.core.capture.PlainView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments as a gate would show them: masked, and typed where they are not. */
record SampleArguments(Payload shown, Map<String, @Nullable Object> typed) implements Arguments {

    @Override
    public List<String> names() {
        return List.copyOf(asMap().keySet());
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        if (!asMap().containsKey(name)) {
            throw new IllegalArgumentException("There is no argument \"" + name + "\"; there are " + names());
        }
        Object value = typed.containsKey(name) ? typed.get(name) : asMap().get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "Argument \"" + name + "\" is " + value.getClass().getName() + ", not " + type.getName()
                            + (typed.containsKey(name) ? "" : "; it is masked, and can be had as text only"));
        }
        return type.cast(value);
    }

    @Override
    public Map<String, @Nullable Object> asMap() {
        return PlainView.of(shown);
    }

    @Override
    public String json() {
        return PlainJson.of(shown);
    }

    @Override
    public String toString() {
        return json();
    }
}
